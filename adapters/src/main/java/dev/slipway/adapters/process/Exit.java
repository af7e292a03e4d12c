package dev.slipway.adapters.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a command ended.
 *
 * @param code as a shell gives it: above 128 it is the number of a signal
 * @param outOfMemory whether it was killed, and the kernel killed something of its cgroup for want of memory while it ran
 */
record Exit(int code, boolean outOfMemory) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,3})( out of memory)?");

  /** Reads what the shell wrote; one that makes no sense is nothing. */
  static Optional<Exit> read(String content) {
    Matcher m = FORM.matcher(content.strip());
    return m.matches() ? Optional.of(new Exit(Integer.parseInt(m.group(1)), m.group(2) != null)) : Optional.empty();
  }
}
