package dev.slipway.server.deploy;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.TargetStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What instances wrote, also of releases that are gone. */
public final class LogService {
  private static final int MOST_ROLLOUTS = 100;

  private final Places places;
  private final StatusReader status;
  private final Past past;

  public LogService(Places places, StatusReader status, Past past) {
    this.places = places;
    this.status = status;
    this.past = past;
  }

  /** The instances that are meant: those present, or those of a release by id or version, narrowed to one by its id or number. */
  public List<InstanceId> instances(TargetId target, Optional<String> release, Optional<String> instance) {
    List<InstanceId> all = release.map(r -> of(target, r)).orElseGet(() -> present(target));
    if (instance.isEmpty()) {
      return all;
    }
    List<InstanceId> one =
        all.stream().filter(i -> i.toString().equals(instance.get()) || Integer.toString(i.ordinal()).equals(instance.get())).toList();
    if (one.isEmpty()) {
      throw new Refused(Refused.Kind.UNKNOWN, "SLW-2041", "there is no instance " + instance.get() + " in " + target, "There are: " + String.join(", ", all.stream().map(InstanceId::toString).toList()));
    }
    return one;
  }

  /** The last lines of one instance, oldest first. */
  public Answers.InstanceLines lines(TargetId target, InstanceId instance, int most) {
    return new Answers.InstanceLines(instance.toString(), part(target, instance, Optional.empty(), most).lines());
  }

  /** The same, or the lines that follow a part. */
  public LogPart part(TargetId target, InstanceId instance, Optional<String> after, int most) {
    try {
      return places.of(status.state(target)).platform().logs(target, instance, after, most);
    } catch (IOException e) {
      throw new Refused(Refused.Kind.AWAY, "SLW-2042", "the log of " + instance + " cannot be read: " + e + ". Traffic is not touched by that", "See that the disk of the state folder is well");
    }
  }

  private List<InstanceId> present(TargetId target) {
    return status.of(target).instances().stream().map(TargetStatus.Instance::id).map(InstanceId::parse).toList();
  }

  private List<InstanceId> of(TargetId target, String name) {
    Release release =
        past.rollouts(status.known(target), MOST_ROLLOUTS).stream()
            .map(r -> r.release())
            .filter(r -> r.id().value().equals(name) || r.version().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "SLW-2043", name + " was never rolled out to " + target, "See: slipway history " + target.environment()));
    return IntStream.range(0, release.run().instances()).mapToObj(n -> new InstanceId(release.id(), n)).toList();
  }
}
