package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;

/** Takes a StatefulSet that a team made for the first stable release, without replacing a pod. */
record SetAdoption(Team team, Kept kept) {

  static Blueprint blueprint(Team team, Optional<String> image) {
    StatefulSet set = team.set();
    return Blueprint.of(team.namespace(), set, set.getSpec().getTemplate(), team.spec().container(), image);
  }

  Optional<Standing> standing() {
    StatefulSet set = team.set();
    SetSeen seen = SetSeen.of(set, team.namespace().pods().all());
    if (seen.size() == 0) {
      return Optional.empty();
    }
    if (Marks.annotation(set, Names.TARGET).isEmpty()) {
      settled(set, seen);
    }
    String image = Blueprint.main(set, set.getSpec().getTemplate(), team.spec().container()).getImage();
    return Optional.of(new Standing(Adopting.version(image), blueprint(team, Optional.empty()).digest(), seen.size()));
  }

  /** From then on nothing is replaced but what Slipway says. */
  void adopt(TargetId target, Release release) {
    StatefulSet set = team.set();
    settled(set, SetSeen.of(set, team.namespace().pods().all()));
    kept.keep(blueprint(team, Optional.empty()));
    Merge merge = Merge.of(set).annotation(Names.TARGET, target.toString()).annotation(Names.RELEASE, release.id().value())
        .annotation(Names.HASH, set.getStatus().getCurrentRevision())
        .annotation(Names.ASKED, Integer.toString(release.run().instances()))
        .annotation(Names.PARTITION, Integer.toString(SetSeen.partition(set)));
    merge.root().withObject("/spec/updateStrategy/rollingUpdate").put("partition", set.getSpec().getReplicas());
    var unused = team.namespace().patch(team.namespace().statefulSets(), set, merge.text());
  }

  private static void settled(StatefulSet set, SetSeen seen) {
    boolean one = set.getStatus() != null && set.getStatus().getCurrentRevision() != null
        && set.getStatus().getCurrentRevision().equals(set.getStatus().getUpdateRevision());
    if (!seen.settled() || !one || seen.pods().size() != seen.size()) {
      throw new OutsideException("SLW-3215", "StatefulSet " + set.getMetadata().getName() + " is in the middle of an update of its own: "
          + seen.pods().size() + " of " + seen.size() + " pods are there" + ClusterFault.HELD
          + ". Wait for its end: kubectl rollout status statefulset/" + set.getMetadata().getName());
    }
  }
}
