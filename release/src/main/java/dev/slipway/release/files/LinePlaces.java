package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files in which one line holds the version: found by a regular expression with a group {@code version}. */
record LinePlaces(Pattern pattern) implements Places {
  private static final String VALUE = "(?<version>[0-9][0-9A-Za-z.+_-]{0,100})";

  /** The chart of a package for Kubernetes: the key at the top, quoted or not. */
  static final LinePlaces CHART = of("(?m)^\\uFEFF?version[ \\t]*:[ \\t]+(?<quote>[\"']?)" + VALUE
      + "\\k<quote>[ \\t]*(?:#[^\\r\\n]*)?\\r?$");

  /** gradle.properties. */
  static final LinePlaces PROPERTIES = of("(?m)^\\uFEFF?[ \\t]*version[ \\t]*[=: \\t][ \\t]*" + VALUE + "[ \\t]*\\r?$");

  private static final String GO_NAME = "(?m)^[ \\t]*(?:const|var)?[ \\t]*%s[vV](?:ersion|ERSION)(?:[ \\t]+string)?[ \\t]*=[ \\t]*"
      + "(?<quote>[\"`])v?" + VALUE + "\\k<quote>";
  private static final LinePlaces GO_EXACT = of(GO_NAME.formatted(""));
  private static final LinePlaces GO_ENDING = of(GO_NAME.formatted("\\w{0,60}?"));

  /** Constants of Go called version, quoted either way; where there is none, those whose name ends so: beside one they are of others. */
  static final Places GO = text -> {
    List<Place> exact = GO_EXACT.in(text);
    return exact.isEmpty() ? GO_ENDING.in(text) : exact;
  };

  static LinePlaces of(String pattern) {
    return new LinePlaces(Pattern.compile(pattern));
  }

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    for (Matcher m = pattern.matcher(text); m.find();) {
      if (m.start("version") >= 0 && Place.isVersion(m.group("version"))) {
        places.add(Place.full(m.start("version"), m.end("version")));
      }
    }
    return places;
  }
}
