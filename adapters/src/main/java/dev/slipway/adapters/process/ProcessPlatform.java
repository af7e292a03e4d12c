package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Epochs;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Instances as processes on this machine, in sessions of their own, so that they outlive the server. Everything that was decided is in a
 * folder before it is done, and everything that is reported is read from there and from {@code /proc}: two servers over one state
 * folder, or one that is killed anywhere, neither start an instance twice nor lose one.
 *
 * <p>Where systemd runs, instances are transient units and their memory limit is held; elsewhere memory is only measured.
 */
public final class ProcessPlatform implements Platform, AutoCloseable {
  private final Layout layout;
  private final InstanceFolders folders;
  private final ReleaseStore store;
  private final Epochs epochs;
  private final Starting starting;
  private final Stopping stopping;
  private final Keeper keeper;
  private final Sight sight;

  /**
   * A platform over a state folder, which goes on with what an earlier one left there.
   *
   * @param state folder that only this user may look into; made when it is missing
   * @param ports range that ports are allotted from
   */
  public ProcessPlatform(Path state, Ports ports) {
    this(state, ports, Machine.here(), ProcessStarter.ofThisMachine(), System.getenv(), new SecureRandom(), InstanceLog.MOST_BYTES);
  }

  ProcessPlatform(
      Path state,
      Ports ports,
      Machine machine,
      ProcessStarter starter,
      Map<String, String> ownEnvironment,
      RandomGenerator random,
      long mostLogBytes) {
    layout = new Layout(state);
    folders = new InstanceFolders(layout);
    store = new ReleaseStore(layout, machine);
    epochs = new Epochs(layout::instances);
    Launcher launcher = new Launcher(layout, store, starter, ownEnvironment, machine);
    starting = new Starting(layout, folders, store, launcher, ports, machine, random);
    stopping = new Stopping(folders, launcher, starting, machine);
    keeper = new Keeper(layout, folders, stopping, machine, mostLogBytes);
    sight = new Sight(layout, keeper, machine);
    try {
      Layout.made(layout.root());
    } catch (IOException e) {
      throw failed("make the state folder " + layout.root(), e);
    }
    keeper.start();
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    try {
      return sight.of(folders.of(target));
    } catch (IOException e) {
      throw failed("read the instances of " + target, e);
    }
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    List<OutsideException> failures = new ArrayList<>();
    try (TargetLock lock = TargetLock.of(layout.instances(target))) {
      epochs.admit(target, epoch);
      folders.sweep(target);
      end(target, running, leaving, failures);
      for (Map.Entry<InstanceId, Release> wanted : running.entrySet()) {
        attempt(failures, "start " + wanted.getKey(), () -> starting.run(target, wanted.getKey(), wanted.getValue(), epoch));
      }
    } catch (IOException | UncheckedIOException e) {
      throw failed("change the instances of " + target, e);
    }
    keeper.wake();
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  private void end(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, List<OutsideException> failures)
      throws IOException {
    for (Found found : folders.of(target)) {
      InstanceId id = found.intent().id();
      if (running.containsKey(id) || leaving.contains(id) || found.ending().filter(Ending::remove).isPresent()) {
        continue;
      }
      attempt(failures, "stop " + id, () -> {
        stopping.decide(found, "no longer wanted", true);
        folders.one(target, id).ifPresent(f -> attempt(failures, "stop " + id, () -> stopping.advance(f)));
      });
    }
  }

  /** What is done about one instance. */
  private interface Effect {
    void make() throws IOException;
  }

  /** One instance that cannot be helped must not keep the others waiting. */
  private static void attempt(List<OutsideException> failures, String what, Effect effect) {
    try {
      effect.make();
    } catch (OutsideException e) {
      failures.add(e);
    } catch (IOException | UncheckedIOException e) {
      failures.add(failed(what, e));
    }
  }

  private static OutsideException failed(String what, Exception e) {
    return new OutsideException(
        "SLW-3011", "could not " + what + ": " + e + ". Instances that run go on and traffic stays as it is; the next look tries again", e);
  }

  @Override
  public Digest stage(Shipment artifact) {
    return store.stage(ShippedFiles.of(artifact));
  }

  /** Whether the artifact of a release is kept, so that it can be started again. */
  public boolean keeps(Release release) {
    return store.keeps(release);
  }

  /** The digest under which an artifact would be kept; nothing is copied. */
  public Digest digest(Path artifact) throws IOException {
    return ArtifactCopy.digest(artifact.toRealPath());
  }

  /** What lets go of old artifacts and logs. */
  public Pruning pruning() {
    return new Pruning(layout, folders, store);
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) throws IOException {
    return new LogFollower(new InstanceLog(layout.log(target, instance))).read(after, lines);
  }

  /** Stops looking. Instances run on. */
  @Override
  public void close() {
    keeper.close();
  }
}
