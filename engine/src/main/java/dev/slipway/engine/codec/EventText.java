package dev.slipway.engine.codec;

import dev.slipway.core.rollout.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of canonical JSON that nobody has read: of most, a walk through years of them needs no more than the kind and one word.
 *
 * @param type as {@link CoreJson#typeName} gives it
 * @param text its object
 */
public record EventText(String type, String text) {
  private static final String FIRST = "[{\"type\":\"";
  private static final String NEXT = ",{\"type\":\"";

  /**
   * Each event of an array that {@link CoreJson#writeEvents} wrote.
   *
   * @throws CodecException naming what is not understood and where
   */
  public static List<EventText> of(String events) {
    List<EventText> found = new ArrayList<>();
    int at = 0;
    while (events.startsWith(found.isEmpty() ? FIRST : NEXT, at)) {
      int type = at + FIRST.length();
      int typeEnd = Math.max(type, events.indexOf('"', type));
      int end = end(events, at + 1);
      found.add(new EventText(events.substring(type, typeEnd), events.substring(at + 1, end)));
      if (end == events.length() - 1 && events.charAt(end) == ']') {
        return found;
      }
      at = end;
    }
    // Another form, or none: whoever reads all of it says what is wrong.
    return CoreJson.readEvents(events).stream().map(e -> new EventText(CoreJson.typeName(e.getClass()), CoreJson.write(e))).toList();
  }

  /** After the object that begins there; the text's length when it does not end. */
  private static int end(String json, int begin) {
    int depth = 0;
    boolean quoted = false;
    for (int i = begin; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted) {
        i += c == '\\' ? 1 : 0;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return json.length();
  }

  /**
   * Reads it.
   *
   * @throws CodecException naming what is not understood and where
   */
  public Event read() {
    return CoreJson.read(Event.class, text);
  }
}
