package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of an XML text, with the place of its own text and of its attributes' values. */
final class XmlNode {
  private final String name;
  private final String source;
  private final int textStart;
  private int textEnd;
  private final List<XmlNode> children = new ArrayList<>();
  private final Map<String, Place> attributes = new LinkedHashMap<>();

  XmlNode(String name, String source, int textStart) {
    this.name = name;
    this.source = source;
    this.textStart = textStart;
    this.textEnd = textStart;
  }

  void add(XmlNode child) {
    children.add(child);
  }

  void attribute(String key, int start, int end) {
    attributes.putIfAbsent(key, Place.full(start, end));
  }

  void endAt(int end) {
    textEnd = end;
  }

  String name() {
    return name;
  }

  List<XmlNode> children() {
    return children;
  }

  /** The first element below this one along some names. */
  Optional<XmlNode> find(String... names) {
    Optional<XmlNode> at = Optional.of(this);
    for (String wanted : names) {
      at = at.flatMap(node -> node.children.stream().filter(c -> c.name.equals(wanted)).findFirst());
    }
    return at;
  }

  /** Every element of a name at any depth below this one. */
  List<XmlNode> all(String wanted) {
    List<XmlNode> found = new ArrayList<>();
    List<XmlNode> open = new ArrayList<>(children);
    while (!open.isEmpty()) {
      XmlNode next = open.removeLast();
      if (next.name.equals(wanted)) {
        found.add(next);
      }
      open.addAll(next.children);
    }
    return found;
  }

  /** The place of its text without the space around it; where elements or comments stand inside, none. */
  Optional<Place> place() {
    String inside = source.substring(textStart, textEnd);
    if (!children.isEmpty() || inside.isBlank() || inside.indexOf('<') >= 0) {
      return Optional.empty();
    }
    int start = textStart + inside.length() - inside.stripLeading().length();
    return Optional.of(Place.full(start, start + inside.strip().length()));
  }

  /** Its text. */
  String text() {
    return place().map(p -> p.in(source)).orElse("");
  }

  /** The place of an attribute's value. */
  Optional<Place> attribute(String key) {
    return Optional.ofNullable(attributes.get(key));
  }

  /** The text of one element below this one; empty where there is none. */
  String text(String... names) {
    return find(names).map(XmlNode::text).orElse("");
  }
}
