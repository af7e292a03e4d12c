package dev.slipway.adapters.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block at the top of slipway.yaml that is read elsewhere, without holding the whole file against the schema: a command that needs no
 * more starts in a fraction of the time.
 *
 * @param values text, truth (as Boolean), lists and maps by key, in the order written; empty where the file has no such block
 * @param places where each path stands, as {@code release.files[0].file} to {@code 12:5}
 * @param problems why the file could not be read at all
 */
public record ForeignBlock(Map<String, Object> values, Map<String, String> places, List<Problem> problems) {
  public ForeignBlock {
    problems = List.copyOf(problems);
  }

  /** Reads the block under a key. */
  public static ForeignBlock read(String text, String fileName, String key) {
    Problems problems = new Problems(fileName);
    Map<String, String> places = new LinkedHashMap<>();
    Optional<Node> tree = SlipwayYaml.tree(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    Optional<Node> block = tree.flatMap(t -> t instanceof Node.Mapping map ? map.find(key).map(Node.Entry::value) : Optional.empty());
    Map<String, Object> values = new LinkedHashMap<>();
    block.ifPresent(node -> {
      if (node instanceof Node.Mapping map) {
        values.putAll(map(map, key, places));
      } else {
        problems.add(Fault.WRONG_KIND, node.at(), key + " needs a map, and here is " + node.kind(), "write keys and values below it");
      }
    });
    return new ForeignBlock(values, places, problems.sorted());
  }

  /** Whether a key is all that the file has: then it is about nothing else. */
  public static boolean isAlone(String text, String key) {
    Problems problems = new Problems("");
    Optional<Node> tree = SlipwayYaml.tree(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    return problems.isEmpty() && tree.filter(t -> t instanceof Node.Mapping map && map.entries().size() == 1 && map.find(key).isPresent())
        .isPresent();
  }

  private static Object plain(Node node, String path, Map<String, String> places) {
    places.putIfAbsent(path, place(node.at()));
    return switch (node) {
      case Node.Scalar scalar -> scalar.type() == Node.Type.TRUTH ? (Object) Boolean.parseBoolean(scalar.text()) : scalar.text();
      case Node.Mapping map -> map(map, path, places);
      case Node.Sequence list -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          items.add(plain(list.items().get(i), path + "[" + i + "]", places));
        }
        yield items;
      }
    };
  }

  private static Map<String, Object> map(Node.Mapping map, String path, Map<String, String> places) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Node.Entry entry : map.entries()) {
      String inside = path + "." + entry.key();
      places.put(inside, place(entry.keyAt()));
      values.put(entry.key(), plain(entry.value(), inside, places));
    }
    return values;
  }

  private static String place(Position at) {
    return at.line() + ":" + at.column();
  }
}
