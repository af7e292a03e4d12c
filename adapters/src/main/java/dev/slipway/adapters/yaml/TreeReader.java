package dev.slipway.adapters.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns text into a tree of nodes with their places, within bounds that no honest file reaches. */
final class TreeReader {
  private static final int MOST_NODES = 10_000;
  private static final int MOST_LEVELS = 30;

  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;

  private record Anchored(Node node, int nodes) {}

  private TreeReader(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The tree, or nothing when a problem was noted. */
  static Optional<Node> read(String text, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(SlipwayYaml.MOST_BYTES + 1).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(Placeholders.shelter(text)).iterator();
      return new TreeReader(events, problems).document();
    } catch (YamlEngineException e) {
      SyntaxFault.add(e, text, problems);
      return Optional.empty();
    } catch (StopReading e) {
      return Optional.empty();
    }
  }

  private Optional<Node> document() {
    events.next(); // the stream
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      problems.add(Fault.UNREADABLE, Position.START, "the file says nothing", "slipway init writes one that works");
      return Optional.empty();
    }
    Node root = node(events.next(), 1);
    events.next(); // the document's end
    Event next = events.next();
    if (next.getEventId() != Event.ID.StreamEnd) {
      throw stop(place(next), "a second document begins here", "keep one service in one file, without a line of ---");
    }
    return Optional.of(root);
  }

  private Node node(Event event, int level) {
    if (++nodes > MOST_NODES) {
      throw stop(place(event), "the file holds more than " + MOST_NODES + " values", "keep one service in one file");
    }
    if (level > MOST_LEVELS) {
      throw stop(place(event), "more than " + MOST_LEVELS + " levels are nested here", "look for a bracket or an indentation too many");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    int before = nodes;
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case MappingStartEvent start -> mapping(start, level);
          case CollectionStartEvent start -> sequence(start, level);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    ((NodeEvent) event).getAnchor().ifPresent(a -> anchors.put(a, new Anchored(node, nodes - before + 1)));
    return node;
  }

  private Node alias(AliasEvent event) {
    Anchored anchored = anchors.get(event.getAlias());
    if (anchored == null) {
      throw stop(place(event), "*" + event.getAlias() + " stands for nothing that was written before it", "mark the value with &"
          + event.getAlias() + " first, or write it out");
    }
    nodes += anchored.nodes();
    if (nodes > MOST_NODES) {
      throw stop(place(event), "with *" + event.getAlias() + " written out the file holds more than " + MOST_NODES + " values",
          "write fewer references");
    }
    return anchored.node();
  }

  private Node scalar(ScalarEvent event) {
    refuseTag(event.getTag(), event);
    return new Node.Scalar(place(event), Placeholders.unshelter(event.getValue()), ScalarType.of(event));
  }

  private Node sequence(CollectionStartEvent start, int level) {
    refuseTag(start.getTag(), start);
    List<Node> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, level + 1));
    }
    return new Node.Sequence(place(start), List.copyOf(items));
  }

  private Node mapping(MappingStartEvent start, int level) {
    refuseTag(start.getTag(), start);
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      if (!(node(e, level + 1) instanceof Node.Scalar key)) {
        throw stop(place(e), "a key must be a word", "put text that begins with a bracket in quotes");
      }
      Node.Entry entry = new Node.Entry(key.text(), place(e), node(events.next(), level + 1));
      Node.Entry first = entries.putIfAbsent(key.text(), entry);
      if (first != null) {
        problems.add(Fault.DUPLICATE_KEY, entry.keyAt(), "\"" + key.text() + "\" is written twice", "the first stands in line "
            + first.keyAt().line() + "; keep one of the two");
      }
    }
    return new Node.Mapping(place(start), List.copyOf(entries.values()));
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      throw stop(place(event), "the type mark " + tag.get().replace("tag:yaml.org,2002:", "!!") + " is not read here",
          "leave it out; put text in quotes");
    }
  }

  private StopReading stop(Position at, String message, String hint) {
    problems.add(Fault.NOT_YAML, at, message, hint);
    return new StopReading();
  }

  private static Position place(Event event) {
    return Position.of(event.getStartMark());
  }
}
