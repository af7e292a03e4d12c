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
          try {
            resolved.put(name, reference.matches() ? found(reference.group(1), reference.group(2), own) : value);
          } catch (Missing e) {
            throw refused(name, String.valueOf(e.getMessage()));
          }
        });
    return resolved;
  }

  /** What one reference stands for; any other text stands for itself. */
  public static String value(String text, Map<String, String> own) {
    Matcher reference = REFERENCE.matcher(text);
    try {
      return reference.matches() ? found(reference.group(1), reference.group(2), own) : text;
    } catch (Missing e) {
      throw new OutsideException("SLW-5191", "a secret that it needs cannot be read: " + e.getMessage());
    }
  }

  /** Why a secret is not there. */
  private static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String why) {
      super(why);
    }
  }

  private static String found(String kind, String place, Map<String, String> own) throws Missing {
    if (kind.equals("file")) {
      return inFile(Path.of(place));
    }
    String value = own.get(place);
    if (value == null) {
      throw new Missing("the server's environment has no " + place + ". Start it with one, or name a file: ${file:/path}");
    }
    return value;
  }

  private static String inFile(Path file) throws Missing {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new Missing(file + " can be read by every user. Its secret may be known: chmod o= " + file + ", and change it");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Missing(file + " is no file of at most " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw new Missing(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static OutsideException refused(String name, String why) {
    return new OutsideException(
        "SLW-3050", "the variable " + name + " cannot be given to instances: " + why + ". Nothing was started, and those that run go on");
  }
}
