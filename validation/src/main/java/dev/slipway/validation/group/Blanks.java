package dev.slipway.validation.group;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code ${name}} and {@code ${env:NAME}} stand for in one flow. Values of variables are filled in for sending alone, never told. */
final class Blanks {
  private static final Pattern BLANK = Pattern.compile("\\$\\{(env:)?([A-Za-z_][A-Za-z0-9_]{0,62})}");
  private static final int MOST_VALUE = 8_192;

  private final Map<String, String> environment;
  private final Map<String, String> kept = new HashMap<>();

  Blanks(Map<String, String> environment) {
    this.environment = environment;
  }

  void keep(String name, String value) {
    kept.put(name, value.length() > MOST_VALUE ? value.substring(0, MOST_VALUE) : value);
  }

  /** With everything filled in: to be sent. */
  String filled(String text) {
    return BLANK.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m.group(1), m.group(2)).orElse(m.group())));
  }

  /** With what was kept filled in: to be told. */
  String told(String text) {
    return BLANK.matcher(text).replaceAll(
        m -> Matcher.quoteReplacement(m.group(1) == null ? kept.getOrDefault(m.group(2), m.group()) : m.group()));
  }

  /** Whether something that was kept is filled in: as a text, whatever it was. */
  boolean keeps(String text) {
    return BLANK.matcher(text).results().anyMatch(m -> m.group(1) == null && kept.containsKey(m.group(2)));
  }

  /** A blank that nothing is known for. */
  Optional<String> unknown(String text) {
    return BLANK.matcher(text).results().filter(m -> value(m.group(1), m.group(2)).isEmpty()).map(m -> m.group()).findFirst();
  }

  /** Whether something is filled in that strangers must not see. */
  static boolean secret(String text) {
    return text.contains("${env:");
  }

  private Optional<String> value(@Nullable String env, String name) {
    return Optional.ofNullable(env == null ? kept.get(name) : environment.get(name));
  }
}
