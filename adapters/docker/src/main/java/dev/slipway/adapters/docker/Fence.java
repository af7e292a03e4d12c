package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The highest epoch that ever worked on each target, kept in the engine itself, where every server that works on it sees it: as the name of
 * an empty volume, for an engine keeps nothing else that is made whole or not at all and costs nothing.
 */
final class Fence {
  private static final String EPOCH = "dev.slipway.fence";
  private static final String NAME = "epoch-";

  private final Engine engine;
  private final Picture picture;
  private final Map<TargetId, Admitted> admitted = new ConcurrentHashMap<>();

  Fence(Engine engine, Picture picture) {
    this.engine = engine;
    this.picture = picture;
  }

  private record Admitted(long epoch, Live.Mark mark) {}

  /** By what the volumes that Slipway notes things in are told of, from the name of one. */
  static Optional<String> subject(String volume) {
    int kind = Math.max(volume.lastIndexOf(NAME), volume.lastIndexOf(Adopted.NAME));
    return kind > 0 ? Optional.of(volume.substring(0, kind)) : Optional.empty();
  }

  private Optional<Live.Mark> mark(TargetId target) {
    return picture.mark(Name.prefix(target));
  }

  /** Whether the epoch was let work on the target and the engine told of no other since. Enough to do nothing, and for nothing else. */
  boolean admitted(TargetId target, long epoch) {
    Admitted last = admitted.get(target);
    return last != null && last.epoch() == epoch && mark(target).filter(last.mark()::equals).isPresent();
  }

  /** Lets the epoch work on the target, or refuses it. */
  void admit(TargetId target, long epoch) {
    Optional<Live.Mark> before = mark(target);
    List<InspectVolumeResponse> there = volumes(target);
    long highest = there.stream().mapToLong(Fence::epoch).max().orElse(0);
    if (epoch < highest) {
      admitted.remove(target);
      throw new OutsideException("SLW-3020", "epoch " + epoch + " of " + target + " was refused: epoch " + highest
          + " works on it. Nothing was started or stopped; another server has taken over");
    }
    if (epoch > highest) {
      Map<String, String> labels = Map.of(Label.TARGET, target.toString(), EPOCH, Long.toString(epoch));
      engine.ask("note the epoch", c -> c.createVolumeCmd().withName(Name.prefix(target) + NAME + epoch).withLabels(labels).exec());
      there.stream().filter(v -> epoch(v) < epoch).forEach(v -> engine.does("forget an epoch", c -> c.removeVolumeCmd(v.getName()).exec()));
    }
    before.ifPresentOrElse(mark -> admitted.put(target, new Admitted(epoch, mark)), () -> admitted.remove(target));
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
