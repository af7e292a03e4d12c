package dev.slipway.adapters.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ${…}} of slipway.yaml: how they pass through YAML unharmed, and which may stand where. */
final class Placeholders {
  /** What a command may hold. */
  static final List<String> OF_RUN = List.of("artifact", "port", "version", "instance");

  /** What is known before anything runs. */
  static final List<String> OF_TEXT = List.of("version");

  private static final Pattern WRITTEN = Pattern.compile("\\$\\{([^{}\\n]*)}");
  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';

  private Placeholders() {}

  /**
   * Puts two characters of private use in place of the braces, for YAML would take {@code ${version}} inside {@code { … }} for a map.
   * Nothing moves, so every place stays true.
   */
  static String shelter(String text) {
    return WRITTEN.matcher(text).replaceAll(m -> Matcher.quoteReplacement("$" + OPEN + m.group(1) + CLOSE));
  }

  static String unshelter(String text) {
    return text.replace(OPEN, '{').replace(CLOSE, '}');
  }

  /** Where one of the two characters stands that this class needs for itself. */
  static Optional<Position> intruder(String text) {
    int open = text.indexOf(OPEN);
    int first = open >= 0 ? open : text.indexOf(CLOSE);
    return first < 0 ? Optional.empty() : Optional.of(Position.after(text.substring(0, first)));
  }

  /** Notes every placeholder in a value that is not known there. */
  static void check(String value, List<String> known, Position at, String path, Problems problems) {
    Matcher m = WRITTEN.matcher(value);
    while (m.find()) {
      if (!known.contains(m.group(1))) {
        problems.add(Fault.UNKNOWN_PLACEHOLDER, at, "unknown placeholder " + m.group() + " in " + path, hint(m.group(1), known));
      }
    }
    int open = m.replaceAll("").indexOf("${");
    if (open >= 0) {
      problems.add(Fault.UNKNOWN_PLACEHOLDER, at, "a ${ in " + path + " is never closed", "write it as ${version}");
    }
  }

  private static String hint(String name, List<String> known) {
    Optional<String> near = Spelling.nearest(name, known);
    if (near.isPresent()) {
      return "did you mean ${" + near.get() + "}?";
    }
    String all = String.join(", ", known.stream().map(k -> "${" + k + "}").toList());
    return known.equals(OF_RUN)
        ? "known are " + all + "; a variable of the shell goes without braces, as $HOME"
        : "only " + all + " is known here";
  }
}
