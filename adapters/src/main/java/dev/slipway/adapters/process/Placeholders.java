package dev.slipway.adapters.process;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values into a shell command so that no value can be read as a command.
 *
 * <p>A value of harmless characters is put in as it is, which is right within any quotes. Any other stays a variable of the same meaning,
 * which a shell expands and never reads as a command; it wants double quotes around it, as any variable with spaces in it.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(artifact|port|version|instance)}");
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._/:@%+,=-]*");
  private static final Map<String, String> VARIABLES =
      Map.of("artifact", "SLIPWAY_ARTIFACT", "port", "PORT", "version", "SLIPWAY_VERSION", "instance", "SLIPWAY_INSTANCE");

  private Placeholders() {}

  /**
   * Replaces them.
   *
   * @param environment of the command; it holds each value under the variable of that placeholder
   */
  static String replace(String command, Map<String, String> environment) {
    Matcher found = PLACEHOLDER.matcher(command);
    StringBuilder replaced = new StringBuilder();
    while (found.find()) {
      String variable = VARIABLES.getOrDefault(found.group(1), "");
      String value = environment.getOrDefault(variable, "");
      String with = HARMLESS.matcher(value).matches() ? value : "${" + variable + "}";
      found.appendReplacement(replaced, Matcher.quoteReplacement(with));
    }
    found.appendTail(replaced);
    return replaced.toString();
  }
}
