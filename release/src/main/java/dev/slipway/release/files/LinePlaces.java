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

  /** A constant of Go whose name is or ends with version, quoted either way. */
  static final LinePlaces GO = of("(?m)^[ \\t]*(?:const|var)?[ \\t]*\\w{0,60}?[vV](?:ersion|ERSION)(?:[ \\t]+string)?[ \\t]*=[ \\t]*"
      + "(?<quote>[\"`])v?" + VALUE + "\\k<quote>");

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
