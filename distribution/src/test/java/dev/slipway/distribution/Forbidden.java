package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.distribution.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that must not be written, and what to write instead. */
record Forbidden(Pattern pattern, String instead) {
  static Forbidden of(String pattern, String instead) {
    return new Forbidden(Pattern.compile(pattern), instead);
  }

  /** Holds the code of sources against it: comments and the insides of literals do not count. */
  void inCodeOf(List<Source> sources) {
    in(sources, Source::code);
  }

  /** Holds whole texts against it. */
  void inTextOf(List<Source> sources) {
    in(sources, Source::text);
  }

  /** Holds the names of types against it. */
  void inNamesOf(List<Source> sources) {
    assertNone(sources.stream()
        .filter(source -> pattern.matcher(source.simpleName()).find())
        .map(source -> source.path() + ": " + instead)
        .toList());
  }

  private void in(List<Source> sources, Function<Source, String> part) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      String read = part.apply(source);
      Matcher found = pattern.matcher(read);
      while (found.find()) {
        faults.add(source.path() + ":" + JavaText.lineOf(read, found.start()) + ": " + found.group().strip() + ": " + instead);
      }
    }
    assertNone(faults);
  }

  static void assertNone(List<String> faults) {
    assertTrue(faults.isEmpty(), () -> faults.size() + " to change:\n" + String.join("\n", faults));
  }
}
