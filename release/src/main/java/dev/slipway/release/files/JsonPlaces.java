package dev.slipway.release.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * JSON: strings under given paths. {@code package.json} has its version at the top, a lock of npm also under the packages it locks.
 *
 * @param paths each as its keys from the top
 */
record JsonPlaces(Set<List<String>> paths) implements Places {
  /** The version at the top. */
  static final JsonPlaces TOP = new JsonPlaces(Set.of(List.of("version")));

  JsonPlaces {
    paths = Set.copyOf(paths);
  }

  /** A lock of npm: that of the package itself, or that of one inside, by its folder. */
  static JsonPlaces lock(String folder) {
    List<String> inside = List.of("packages", folder, "version");
    return new JsonPlaces(folder.isEmpty() ? Set.of(List.of("version"), inside) : Set.of(inside));
  }

  @Override
  public List<Place> in(String text) {
    int begin = FileText.begin(text);
    List<Place> places = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    try (JsonParser parser = new JsonFactory().createParser(text.substring(begin))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          path.addLast("");
        } else if (token.isStructEnd()) {
          path.removeLast();
        } else if (token == JsonToken.VALUE_STRING && path.size() <= 3 && paths.contains(keys(parser, path))) {
          int start = begin + (int) parser.currentTokenLocation().getCharOffset() + 1;
          int end = text.indexOf('"', start);
          if (end > start && Place.isVersion(text.substring(start, end))) {
            places.add(Place.full(start, end));
          }
        }
        if (token == JsonToken.FIELD_NAME) {
          path.removeLast();
          path.addLast(parser.currentName());
        }
      }
      return places;
    } catch (IOException e) {
      throw new UnreadableFileException("is no JSON (" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")", e);
    }
  }

  private static List<String> keys(JsonParser parser, Deque<String> path) {
    return parser.getParsingContext().inObject() ? List.copyOf(path) : List.of();
  }
}
