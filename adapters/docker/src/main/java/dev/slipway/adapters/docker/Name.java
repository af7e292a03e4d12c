package dev.slipway.adapters.docker;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of containers. What was decided about one is in its name, for a name can be changed and labels cannot: the plain name is the life
 * that counts, so that no instance ever has two; {@code .stopping-MILLIS} one that is to end and is killed at that time of the epoch;
 * {@code .dead-N} one that died and was followed by another.
 *
 * @param plain of the instance
 * @param killAtMillis when it is killed, if it is to end
 * @param dead whether it was followed by another life
 */
record Name(String plain, Optional<Long> killAtMillis, boolean dead) {
  private static final Pattern MARKED = Pattern.compile("(.+)\\.(stopping|dead)-([0-9]{1,15})(-[0-9]+)?");

  static String of(TargetId target, InstanceId instance) {
    return prefix(target) + instance.toString().replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** What all names of a target begin with. */
  static String prefix(TargetId target) {
    return "slipway-" + target.service() + "-" + target.environment() + "-";
  }

  static String stopping(String plain, long killAtMillis, int generation) {
    return plain + ".stopping-" + killAtMillis + "-" + generation;
  }

  static String dead(String plain, int generation) {
    return plain + ".dead-" + generation;
  }

  static Name parse(String text) {
    String name = text.startsWith("/") ? text.substring(1) : text;
    Matcher marked = MARKED.matcher(name);
    if (!marked.matches()) {
      return new Name(name, Optional.empty(), false);
    }
    boolean stopping = marked.group(2).equals("stopping");
    return new Name(marked.group(1), stopping ? Optional.of(Long.parseLong(marked.group(3))) : Optional.empty(), !stopping);
  }
}
