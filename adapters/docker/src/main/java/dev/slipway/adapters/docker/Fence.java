package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The highest epoch that ever worked on each target, kept in the engine itself, where every server that works on it sees it: as the name of
 * an empty volume, for an engine keeps nothing else that is made whole or not at all and costs nothing.
 */
final class Fence {
  private static final String EPOCH = "dev.slipway.fence";
  private final Engine engine;

  Fence(Engine engine) {
    this.engine = engine;
  }

  /** Lets the epoch work on the target, or refuses it. */
  void admit(TargetId target, long epoch) {
    List<InspectVolumeResponse> there = volumes(target);
    long highest = there.stream().mapToLong(Fence::epoch).max().orElse(0);
    if (epoch < highest) {
      throw new OutsideException("SLW-3020", "epoch " + epoch + " of " + target + " was refused: epoch " + highest
          + " works on it. Nothing was started or stopped; another server has taken over");
    }
    if (epoch > highest) {
      Map<String, String> labels = Map.of(Label.TARGET, target.toString(), EPOCH, Long.toString(epoch));
      engine.ask("note the epoch", c -> c.createVolumeCmd().withName(Name.prefix(target) + "epoch-" + epoch).withLabels(labels).exec());
      there.stream().filter(v -> epoch(v) < epoch).forEach(v -> engine.does("forget an epoch", c -> c.removeVolumeCmd(v.getName()).exec()));
    }
  }

  private List<InspectVolumeResponse> volumes(TargetId target) {
    List<InspectVolumeResponse> found =
        engine.ask("list its volumes", c -> c.listVolumesCmd().withFilter("label", List.of(Label.TARGET + "=" + target, EPOCH)).exec())
            .getVolumes();
    return Optional.ofNullable(found).orElse(List.of());
  }

  private static long epoch(InspectVolumeResponse volume) {
    String text = Optional.ofNullable(volume.getLabels()).map(l -> l.getOrDefault(EPOCH, "0")).orElse("0");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
