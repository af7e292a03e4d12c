package dev.slipway.adapters.yaml;

import com.networknt.schema.path.NodePath;
import java.util.regex.Pattern;

/**
 * A node with how one comes to it.
 *
 * @param node the node
 * @param path as {@code environments.staging.listen}, empty at the top
 * @param headAt where its key stands, or the node itself when it has none
 */
record NodePlace(Node node, String path, Position headAt) {
  private static final Pattern ITEM = Pattern.compile(" item [0-9]+$");

  static NodePlace of(Node root, NodePath path) {
    NodePlace place = new NodePlace(root, "", Position.START);
    for (int i = 0; i < path.getNameCount(); i++) {
      place = place.step(path.getElement(i));
    }
    return place;
  }

  private NodePlace step(Object element) {
    return switch (node) {
      case Node.Mapping m ->
          m.find(element.toString()).map(e -> new NodePlace(e.value(), join(path, e.key()), e.keyAt())).orElse(this);
      case Node.Sequence s -> {
        int index = Integer.parseInt(element.toString());
        yield new NodePlace(s.items().get(index), item(path, index), s.items().get(index).at());
      }
      case Node.Scalar s -> this;
    };
  }

  /** A key's path. */
  static String join(String path, String key) {
    if (path.isEmpty()) {
      return key;
    }
    return ITEM.matcher(path).find() ? path + " " + key : path + "." + key;
  }

  /** A list item's path, counted from 1 as people do. */
  static String item(String path, int index) {
    return path + " item " + (index + 1);
  }

  Position at() {
    return node.at();
  }

  /** Where a key of this map stands. */
  Position keyAt(String key) {
    return node instanceof Node.Mapping m ? m.find(key).map(Node.Entry::keyAt).orElse(headAt) : headAt;
  }

  /** Its path, or what the top is called. */
  String called() {
    return path.isEmpty() ? "the file" : path;
  }
}
