package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** setup.cfg: {@code version} under {@code [metadata]}. */
final class IniPlaces implements Places {
  private static final Pattern LINE = Pattern.compile("(?m)^\\uFEFF?(?:\\[(?<head>[^\\]\\r\\n]*)\\]|version[ \\t]*[=:][ \\t]*(?<vers"
      + "ion>[^\\s#;]+))");

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    String head = "";
    for (Matcher m = LINE.matcher(text); m.find();) {
      head = m.group("head") == null ? head : m.group("head").strip();
      if (m.group("version") != null && head.equals("metadata") && Place.isVersion(m.group("version"))) {
        places.add(Place.full(m.start("version"), m.end("version")));
      }
    }
    return places;
  }
}
