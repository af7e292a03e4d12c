package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers that compose made and that are instances as they are. Which they are is in the labels of an empty volume for each, for those
 * of a container that runs cannot be changed.
 */
final class Adopted {
  static final String NAME = "adopted-";
  private static final String CONTAINER = "dev.slipway.adopted";
  private static final int ID_DIGITS = 12;

  private final Engine engine;
  private final Map<TargetId, Noted> noted = new ConcurrentHashMap<>();

  Adopted(Engine engine) {
    this.engine = engine;
  }

  private record Noted(Live.Mark mark, List<InspectVolumeResponse> volumes) {}

  /** Those of a target that there still are. */
  List<Found> of(TargetId target, Optional<Live.Mark> mark) {
    List<InspectVolumeResponse> volumes = volumes(target, mark);
    if (volumes.isEmpty()) {
      return List.of();
    }
    List<String> ids = volumes.stream().map(v -> v.getLabels().getOrDefault(CONTAINER, "")).toList();
    List<Container> there = engine.ask("list its containers", c -> c.listContainersCmd().withShowAll(true).withIdFilter(ids).exec());
    return volumes.stream().flatMap(v -> there.stream().filter(c -> c.getId().equals(v.getLabels().get(CONTAINER)))
        .map(c -> Found.of(c, v.getLabels(), engine.spec(), true))).toList();
  }

  private List<InspectVolumeResponse> volumes(TargetId target, Optional<Live.Mark> mark) {
    Noted last = noted.get(target);
    if (last != null && mark.filter(last.mark()::equals).isPresent()) {
      return last.volumes();
    }
    List<InspectVolumeResponse> found = Optional.ofNullable(engine.ask("list its volumes",
        c -> c.listVolumesCmd().withFilter("label", List.of(Label.TARGET + "=" + target, CONTAINER)).exec()).getVolumes())
        .orElse(List.of());
    mark.ifPresent(m -> noted.put(target, new Noted(m, found)));
    return found;
  }

  /** From now on it is an instance of the release. */
  void note(TargetId target, InstanceId instance, Release release, Container container, String network) {
    Map<String, String> labels = new HashMap<>(HealthText.labels(release.run().health(), release.run().stopGrace()));
    labels.put(Label.TARGET, target.toString());
    labels.put(Label.RELEASE, release.id().value());
    labels.put(Label.INSTANCE, instance.toString());
    labels.put(Label.VERSION, release.version());
    labels.put(Label.GENERATION, "1");
    labels.put(Label.PORT, Integer.toString(Converging.docker(release).container().port()));
    labels.put(Label.NETWORK, network);
    labels.put(CONTAINER, container.getId());
    engine.ask("note what it takes over", c -> c.createVolumeCmd().withName(volume(target, container.getId())).withLabels(labels).exec());
    noted.remove(target);
  }

  /** It is compose's alone again. */
  void forget(Found found) {
    TargetId target = TargetId.parse(found.target());
    engine.does("forget what it took over", c -> c.removeVolumeCmd(volume(target, found.id())).exec());
    noted.remove(target);
  }

  private static String volume(TargetId target, String containerId) {
    return Name.prefix(target) + NAME + containerId.substring(0, ID_DIGITS);
  }
}
