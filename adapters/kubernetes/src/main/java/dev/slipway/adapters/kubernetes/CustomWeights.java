package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesWay;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** Two numbers of any object, found by JSON Pointer (RFC 6901). */
final class CustomWeights implements Weights {

  private final Team team;
  private final KubernetesWay.Custom way;

  CustomWeights(Team team, KubernetesWay.Custom way) {
    this.team = team;
    this.way = way;
  }

  private Watched<GenericKubernetesResource> watched() {
    return team.namespace().custom(way.apiVersion(), way.kind());
  }

  @Override
  public GenericKubernetesResource object() {
    return watched().get(way.name()).orElseThrow(() -> new OutsideException("SLW-4311", "namespace " + team.namespace().name() + " has no "
        + way.kind() + " " + way.name() + ClusterFault.HELD));
  }

  private ObjectNode tree() {
    return ClusterJson.JSON.valueToTree(object().getAdditionalProperties());
  }

  @Override
  public int candidate() {
    JsonNode weight = tree().at(way.candidate());
    if (!weight.isNumber()) {
      throw new OutsideException("SLW-4313", way.kind() + " " + way.name() + " has no number at " + way.candidate() + ClusterFault.HELD
          + ". Correct candidate-weight, a JSON Pointer such as /spec/backends/1/weight");
    }
    return weight.asInt();
  }

  @Override
  public void fill(Merge merge, int candidate, boolean shown) {
    ObjectNode tree = tree();
    set(tree, way.stable(), 100 - candidate);
    set(tree, way.candidate(), candidate);
    for (String pointer : new String[] {way.stable(), way.candidate()}) {
      String part = JsonPointer.compile(pointer).getMatchingProperty();
      merge.root().set(part, tree.get(part));
    }
  }

  private void set(ObjectNode tree, String at, int weight) {
    JsonPointer pointer = JsonPointer.compile(at);
    JsonNode parent = tree.at(pointer.head());
    if (parent instanceof ObjectNode object) {
      object.set(pointer.last().getMatchingProperty(), IntNode.valueOf(weight));
    } else if (parent instanceof ArrayNode array && pointer.last().getMatchingIndex() >= 0) {
      array.set(pointer.last().getMatchingIndex(), IntNode.valueOf(weight));
    } else {
      throw new OutsideException("SLW-4313", way.kind() + " " + way.name() + " has nothing at " + at + ClusterFault.HELD);
    }
  }

  @Override
  public void refresh() {
    team.namespace().refresh(watched(), object());
  }

  @Override
  public void write(Merge merge) {
    var unused = team.namespace().patch(watched(), object(), merge.text());
  }
}
