package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any file in which a word marks the lines that hold the version, as in a comment behind it.
 *
 * @param marker the word
 */
record MarkerPlaces(String marker) implements Places {
  private static final Pattern VERSION = Pattern.compile(
      "(?<![0-9A-Za-z.])v?[0-9]{1,18}\\.[0-9]{1,18}\\.[0-9]{1,18}(?:-[0-9A-Za-z-]{1,60}(?:\\.[0-9A-Za-z-]{1,60}){0,5})?");

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length())) {
      int start = text.lastIndexOf('\n', at) + 1;
      int end = text.indexOf('\n', at);
      Matcher m = VERSION.matcher(text).region(start, end < 0 ? text.length() : end);
      if (m.find()) {
        places.add(Place.full(m.start(), m.end()));
      }
    }
    return places;
  }
}
