package dev.slipway.adapters.nginx;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One target behind an nginx. Whoever changes it holds its lock; what it is, is read back each time. */
final class NginxTarget {
  private static final String UNCHANGED = ". Nothing was written; traffic stays as it is";

  private final TargetId target;
  private final Place place;
  private final Nginx nginx;
  private final ConfigFiles files;
  private final ReloadLimit limit;
  private final Looking looking;
  private final Change change;
  private final Certificate certificate;
  private final long logKeptBytes;
  private Optional<Counting> counting = Optional.empty();

  NginxTarget(TargetId target, Place place, RouterSpec.Nginx spec, NginxRouter.Settings settings) {
    this.target = target;
    this.place = place;
    this.files = new ConfigFiles(place);
    Commands commands = new Commands(place.said());
    this.nginx = place.own() ? new OwnNginx(place, spec.command().orElse("nginx"), commands, settings.machine())
        : new TeamNginx(place, spec, commands, settings.machine());
    this.limit = new ReloadLimit(place.reloads(), settings.machine(), settings.betweenReloads());
    this.looking = new Looking(place, nginx, files);
    this.change = new Change(place, nginx, files, limit, settings.nanoClock(), settings.probing());
    this.certificate = new Certificate(place, nginx, limit);
    this.logKeptBytes = settings.logKeptBytes();
  }

  /** Something done under the lock. */
  private interface Locked<T> {
    T run() throws IOException;
  }

  private <T> T locked(Locked<T> work) {
    try (Held held = Held.of(place)) {
      return work.run();
    } catch (IOException e) {
      throw new OutsideException("SLW-4211", "the files of " + target + " beside " + place.live() + " cannot be used: " + e + UNCHANGED
          + ". Let Slipway's user read and write in " + place.folder().getParent(), e);
    }
  }

  RouterSeen read() {
    if (!Files.exists(place.folder())) {
      return RouterSeen.NOTHING;
    }
    return locked(() -> {
      long epoch = files.epoch();
      Optional<InForce> found = looking.look().filter(i -> i.config().from().target().equals(target));
      if (found.isEmpty()) {
        return new RouterSeen(epoch, 0, Optional.empty(), RoutingTable.EMPTY, Set.of(), Set.of(), Optional.empty(), Optional.empty());
      }
      InForce inForce = found.get();
      counted();
      certificate.renew(inForce);
      Written from = inForce.config().from();
      Set<InstanceId> busy = Drains.busy(inForce.master(), from);
      return new RouterSeen(
          Math.max(epoch, from.epoch()), from.generation(), Optional.of(from.settings()), from.table(), Drains.drained(from, busy), busy,
          from.table().preview().map(r -> new Endpoint("127.0.0.1", from.previewPort())), from.override(), inForce.foreign());
    });
  }

  void apply(Target wanted, RoutingTable table, Fence fence) {
    locked(() -> {
      admit(fence.epoch());
      Optional<InForce> before = looking.look();
      Optional<Written> was = before.map(i -> i.config().from());
      if (was.isPresent() && already(was.get(), before.get(), wanted, table, fence)) {
        return true;
      }
      Fencing.check(place, files.live(), was, target, fence);
      before.flatMap(InForce::foreign).filter(f -> !fence.writesOver()).ifPresent(f -> {
        throw new OutsideException("SLW-4216", "somebody else changed nginx: " + f + UNCHANGED);
      });
      limit.admit(was.filter(w -> w.isAwayFromCandidates(table)).isPresent());
      Written next = was.map(w -> w.followedBy(wanted, table, fence)).orElseGet(() -> first(wanted, table, fence));
      files.admit(fence.epoch());
      counted();
      change.to(rendered(next), before);
      return true;
    });
  }

  boolean emergency(RouterSeen.Override by, long epoch) {
    return Files.exists(place.folder()) && locked(() -> {
      admit(epoch);
      Optional<InForce> before = looking.look().filter(i -> i.config().from().target().equals(target));
      if (before.isEmpty()) {
        return false;
      }
      change.to(rendered(before.get().config().from().overridden(by)), before);
      return true;
    });
  }

  void remove(long epoch) {
    locked(() -> {
      admit(epoch);
      files.admit(epoch);
      if (files.current().isPresent()) {
        Optional<Master> master = nginx.master();
        files.forget(target.toString());
        master.ifPresent(nginx::takeDown);
      }
      return true;
    });
  }

  synchronized TrafficCounts counts() {
    return counting.map(Counting::counts).orElse(TrafficCounts.NONE);
  }

  synchronized void catchUp() {
    counting.ifPresent(Counting::catchUp);
  }

  private synchronized void counted() throws IOException {
    if (counting.isEmpty()) {
      counting = Optional.of(new Counting(place.counts(), place.counts().resolveSibling("give-back.log"), logKeptBytes));
    }
  }

  private ConfigText rendered(Written from) {
    Optional<String> template = from.settings().router().flatMap(r -> r instanceof RouterSpec.Nginx n ? n.template() : Optional.empty());
    return new Rendering(Template.of(template), place, System.getProperty("user.name", "")).of(from);
  }

  private Written first(Target wanted, RoutingTable table, Fence fence) {
    String pidFile = place.own() ? "nginx-" + fence.epoch() + "-" + fence.generation() + ".pid" : "";
    return new Written(target, fence.epoch(), fence.generation(), wanted.settings(), table, PreviewPort.free(), pidFile, List.of(),
        Optional.empty());
  }

  private static boolean already(Written was, InForce before, Target wanted, RoutingTable table, Fence fence) {
    boolean same = was.generation() == fence.generation() && was.epoch() == fence.epoch() && was.table().equals(table)
        && was.settings().equals(wanted.settings());
    return same && before.foreign().isEmpty() && (was.override().isEmpty() || !fence.clearsOverride());
  }

  private void admit(long epoch) throws IOException {
    long highest = files.epoch();
    if (epoch < highest) {
      throw new OutsideException("SLW-4226", "epoch " + epoch + " of " + target + " was refused: epoch " + highest
          + " works on it" + UNCHANGED + "; another server has taken over");
    }
  }
}
