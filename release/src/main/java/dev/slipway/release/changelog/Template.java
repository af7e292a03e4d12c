package dev.slipway.release.changelog;

import dev.slipway.release.ReleaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layout with holes, in the notation of Mustache: {@code {{name}}}, {@code {{#name}}…{{/name}}} for each item or where there is one,
 * {@code {{^name}}…{{/name}}} where there is none. A line with nothing but such a bracket leaves no empty line.
 */
public final class Template {
  private static final Pattern TAG = Pattern.compile("(?m)(?<line>^[ \\t]*(?=\\{\\{[#^/!][^}\\n]*\\}\\}[ \\t]*$))?\\{\\{(?<kind>[#^/"
      + "!]?)\\s*"
      + "(?<name>[^}\\n]*?)\\s*\\}\\}(?<end>[ \\t]*(?:\\n|\\z))?");
  private static final int MOST_DEPTH = 50;

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = pieces;
  }

  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private record Hole(String name) implements Piece {}

  private record Bracket(String name, boolean without, List<Piece> inside) implements Piece {}

  /** Reads a template. */
  public static Template of(String text, String file) {
    Deque<Bracket> open = new ArrayDeque<>();
    open.push(new Bracket("", false, new ArrayList<>()));
    String lines = text.replace("\r\n", "\n");
    int from = 0;
    for (Matcher m = TAG.matcher(lines); m.find();) {
      boolean alone = m.group("line") != null && m.group("end") != null;
      int start = alone || m.group("line") == null ? m.start() : m.start() + m.group("line").length();
      top(open).add(new Text(lines.substring(from, start)));
      from = alone || m.group("end") == null ? m.end() : m.end() - m.group("end").length();
      step(m.group("kind"), m.group("name"), open, file);
    }
    top(open).add(new Text(lines.substring(from)));
    if (open.size() != 1) {
      throw broken(file, "{{#" + open.element().name() + "}} is never closed");
    }
    return new Template(List.copyOf(top(open)));
  }

  private static void step(String kind, String name, Deque<Bracket> open, String file) {
    switch (kind) {
      case "" -> top(open).add(new Hole(name));
      case "#", "^" -> {
        Bracket bracket = new Bracket(name, kind.equals("^"), new ArrayList<>());
        top(open).add(bracket);
        open.push(bracket);
        if (open.size() > MOST_DEPTH) {
          throw broken(file, "more than " + MOST_DEPTH + " levels are nested");
        }
      }
      case "/" -> {
        if (!open.element().name().equals(name) || open.size() < 2) {
          throw broken(file, "{{/" + name + "}} closes nothing that is open");
        }
        open.pop();
      }
      default -> {
        // A remark says nothing.
      }
    }
  }

  /** Fills the holes: text, truth, maps, and lists of maps. */
  public String fill(Map<String, ?> data) {
    StringBuilder out = new StringBuilder();
    fill(pieces, List.of(data), out);
    return out.toString();
  }

  private static void fill(List<Piece> pieces, List<Map<String, ?>> scopes, StringBuilder out) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Text text -> out.append(text.text());
        case Hole hole -> out.append(value(hole.name(), scopes));
        case Bracket bracket -> fill(bracket, scopes, out);
      }
    }
  }

  private static void fill(Bracket bracket, List<Map<String, ?>> scopes, StringBuilder out) {
    Object value = value(bracket.name(), scopes);
    List<?> items = value instanceof List<?> list ? list : value.equals("") || value.equals(Boolean.FALSE) ? List.of() : List.of(value);
    if (bracket.without()) {
      if (items.isEmpty()) {
        fill(bracket.inside(), scopes, out);
      }
      return;
    }
    for (Object item : items) {
      List<Map<String, ?>> inner = new ArrayList<>(scopes);
      inner.addFirst(item instanceof Map<?, ?> map ? named(map) : Map.of(".", item));
      fill(bracket.inside(), inner, out);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> named(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private static Object value(String name, List<Map<String, ?>> scopes) {
    for (Map<String, ?> scope : scopes) {
      Object value = scope.get(name);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private static List<Piece> top(Deque<Bracket> open) {
    return open.element().inside();
  }

  private static ReleaseException broken(String file, String what) {
    return ReleaseException.wrongUse("SLW-1022 the template " + file + " cannot be used: " + what + ". Nothing was changed");
  }
}
