package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.adapters.kubernetes.SetSeen.Replica;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Brings a StatefulSet one step nearer to what is asked, with one write at most, and only where something differs. */
record OrderedSteps(Team team, Kept kept) {
  private static final List<String> WRITTEN = List.of(Names.TARGET, Names.RELEASE, Names.HASH, Names.ASKED, Names.PARTITION, Names.BEFORE);

  void converge(TargetId target, Map<InstanceId, Release> running, long epoch) {
    StatefulSet set = team.set();
    admit(set, target, epoch, running.isEmpty());
    if (running.isEmpty()) {
      takeDown(set, target, epoch);
      return;
    }
    Map<ReleaseId, Integer> wanted = new LinkedHashMap<>();
    Map<ReleaseId, Release> releases = new HashMap<>();
    running.forEach((id, release) -> {
      wanted.merge(id.release(), 1, Integer::sum);
      releases.put(id.release(), release);
    });
    int whole = releases.values().stream().mapToInt(r -> r.run().instances()).max().orElse(1);
    Merge merge = marked(set, target, epoch);
    if (Objects.requireNonNullElse(set.getSpec().getReplicas(), 1) == 0) {
      merge.spec("replicas", whole).annotation(Names.ASKED, Integer.toString(whole));
    }
    SetSeen seen = SetSeen.of(set, team.namespace().pods().all()).sized(whole);
    if (seen.before().isPresent() && seen.alone(wanted.keySet())) {
      merge.withoutAnnotation(Names.BEFORE);
    }
    SetChange change = SetChange.of(seen, wanted, whole);
    change.write().ifPresent(id -> {
      template(merge, set, Objects.requireNonNull(releases.get(id), "what is wanted is a release"));
      seen.current().ifPresent(c -> merge.annotation(Names.BEFORE, c.value()));
    });
    make(set, target, change, merge);
  }

  private void make(StatefulSet set, TargetId target, SetChange change, Merge merge) {
    if (change.restore()) {
      replace(merge, set, current(set));
    }
    change.partition().ifPresent(p -> merge.root().withObject("/spec/updateStrategy/rollingUpdate").put("partition", p));
    write(set, merge);
    change.delete().forEach(this::delete);
    Telling telling = new Telling(team.namespace());
    change.write().ifPresent(id -> telling.told(set, target, "ReleaseStarted", id
        + ": pods are replaced in order, from the highest ordinal down"));
    change.delete().forEach(p -> telling.told(set, target, "PodReplaced", p.pod().getMetadata().getName() + " is made anew"));
  }

  private static Merge marked(StatefulSet set, TargetId target, long epoch) {
    Merge merge = Merge.of(set);
    if (Marks.epoch(set) < epoch || Marks.annotation(set, Names.TARGET).isEmpty()) {
      merge.annotation(Names.EPOCH, Long.toString(epoch)).annotation(Names.TARGET, target.toString());
    }
    return merge;
  }

  private void admit(StatefulSet set, TargetId target, long epoch, boolean down) {
    Optional<String> other = Marks.annotation(set, Names.TARGET).filter(t -> !t.equals(target.toString()));
    if (other.isPresent() && !down) {
      throw new OutsideException("SLW-3216", "StatefulSet " + set.getMetadata().getName() + " belongs to " + other.get()
          + ClusterFault.HELD + ". Give each target one of its own, or take that one down: slipway remove");
    }
    if (epoch < Marks.epoch(set)) {
      throw new OutsideException("SLW-3213", "epoch " + epoch + " of " + target + " was refused: epoch " + Marks.epoch(set)
          + " works on it" + ClusterFault.HELD + "; another server has taken over");
    }
  }

  /** As it was found, without pods; until the last is gone they are looked at by what is written on it. */
  private void takeDown(StatefulSet set, TargetId target, long epoch) {
    boolean scaled = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1) == 0;
    boolean gone = scaled && SetSeen.of(set, team.namespace().pods().all()).pods().isEmpty();
    if (!Marks.of(set, target) || scaled && !gone) {
      return;
    }
    Merge merge = Merge.of(set).annotation(Names.EPOCH, Long.toString(epoch)).spec("replicas", 0);
    if (gone) {
      WRITTEN.forEach(merge::withoutAnnotation);
      int before = Marks.annotation(set, Names.PARTITION).filter(p -> p.matches("[0-9]{1,6}")).map(Integer::parseInt).orElse(0);
      merge.root().withObject("/spec/updateStrategy/rollingUpdate").put("partition", before);
      ObjectNode metadata = merge.root().withObject("/spec/template/metadata");
      metadata.withObject("/annotations").putNull(Names.RELEASE);
      metadata.withObject("/labels").putNull(Names.RELEASE);
    }
    write(set, merge);
  }

  private void template(Merge merge, StatefulSet set, Release release) {
    PodTemplateSpec template = kept.template(release.artifact());
    Variables.add(set, team.spec().container(), template, release.run().environment());
    Map<String, String> annotations = new HashMap<>(Objects.requireNonNullElse(template.getMetadata().getAnnotations(), Map.of()));
    annotations.put(Names.RELEASE, release.id().value());
    template.getMetadata().setAnnotations(annotations);
    Map<String, String> labels = new HashMap<>(Objects.requireNonNullElse(template.getMetadata().getLabels(), Map.of()));
    labels.put(Names.RELEASE, Names.label(release.id()));
    template.getMetadata().setLabels(labels);
    replace(merge, set, team.namespace().client().getKubernetesSerialization().convertValue(template, JsonNode.class));
  }

  private void replace(Merge merge, StatefulSet set, JsonNode template) {
    JsonNode before = team.namespace().client().getKubernetesSerialization().convertValue(set.getSpec().getTemplate(), JsonNode.class);
    merge.root().withObject("/spec").set("template", Merge.replacing(before, template));
  }

  /** What Kubernetes keeps of the pods that it calls current. */
  private JsonNode current(StatefulSet set) {
    String name = set.getStatus().getCurrentRevision();
    ControllerRevision revision = team.namespace().cluster().call("get controllerrevision " + name, () -> team.namespace().client().apps()
        .controllerRevisions().inNamespace(team.namespace().name()).withName(name).get());
    return team.namespace().client().getKubernetesSerialization().convertValue(revision.getData(), JsonNode.class).at("/spec/template");
  }

  private void write(StatefulSet set, Merge merge) {
    if (!merge.isEmpty()) {
      var unused = team.namespace().patch(team.namespace().statefulSets(), set, merge.text());
    }
  }

  private void delete(Replica replica) {
    String name = replica.pod().getMetadata().getName();
    String version = replica.pod().getMetadata().getResourceVersion();
    var unused = team.namespace().cluster().call("delete pod " + name, () -> team.namespace().client().pods()
        .inNamespace(team.namespace().name()).withName(name).lockResourceVersion(version).delete());
  }
}
