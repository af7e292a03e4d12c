package dev.slipway.adapters.yaml;

import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Tells what a single value is by the core schema of YAML 1.2 (section 10.3): in quotes it is always text. */
final class ScalarType {
  private static final ScalarResolver TYPES = new CoreSchema().getScalarResolver();

  private ScalarType() {}

  static Node.Type of(ScalarEvent event) {
    Tag tag = event.isPlain() ? TYPES.resolve(event.getValue(), true) : Tag.STR;
    if (tag.equals(Tag.INT)) {
      return Node.Type.WHOLE;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Node.Type.DECIMAL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Node.Type.TRUTH;
    }
    return tag.equals(Tag.NULL) ? Node.Type.NOTHING : Node.Type.TEXT;
  }
}
