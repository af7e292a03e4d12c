package dev.slipway.adapters.linux;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of variables to which a release only refers: {@code ${file:/path}} and {@code ${env:NAME}} of this program's environment. They are
 * looked up when an instance starts, so that neither slipway.yaml nor the journal nor the intents on disk ever hold them.
 */
public final class SecretValues {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}\\n]+)}");
  private static final int MOST_BYTES = 64 * 1024;

  private SecretValues() {}

  /** Why the variables of a release cannot all be given now, if so. */
  public static Optional<String> missing(Map<String, String> variables, Map<String, String> own) {
    try {
      var unused = resolved(variables, own);
      return Optional.empty();
    } catch (OutsideException e) {
      return Optional.of(e.said());
    }
  }

  /** Whether a value is only a reference to a secret. */
  public static boolean isReference(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /** All variables with what they refer to in place of the reference. */
  public static Map<String, String> resolved(Map<String, String> variables, Map<String, String> own) {
    Map<String, String> resolved = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          Matcher reference = REFERENCE.matcher(value);
          resolved.put(name, reference.matches() ? found(name, reference.group(1), reference.group(2), own) : value);
        });
    return resolved;
  }

  private static String found(String name, String kind, String place, Map<String, String> own) {
    if (kind.equals("file")) {
      return inFile(name, Path.of(place));
    }
    String value = own.get(place);
    if (value == null) {
      throw refused(name, "the server's environment has no " + place + ". Start it with one, or name a file: ${file:/path}");
    }
    return value;
  }

  private static String inFile(String name, Path file) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw refused(name, file + " can be read by every user. Its secret may be known: chmod o= " + file + ", and change it");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw refused(name, file + " is no file of at most " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw refused(name, file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static OutsideException refused(String name, String why) {
    return new OutsideException(
        "SLW-3050", "the variable " + name + " cannot be given to instances: " + why + ". Nothing was started, and those that run go on");
  }
}
