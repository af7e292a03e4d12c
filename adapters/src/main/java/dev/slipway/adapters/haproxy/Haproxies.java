package dev.slipway.adapters.haproxy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The HAProxies of one target: Slipway's own, or each of the team's. */
final class Haproxies {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Path all;
  private final RouterSpec.Haproxy spec;
  private final Names names;
  private final OwnFiles files;
  private final List<Node> nodes;
  private final Optional<OwnHaproxy> own;
  private final Restart restart;
  private final DrainLimit drainLimit;
  private final Counting counting;

  Haproxies(Path all, RouterSpec.Haproxy spec, TargetId target, LongSupplier nanoClock) {
    this.all = all;
    this.spec = spec;
    this.names = new Names(target);
    this.files = new OwnFiles(spec.files().map(Path::of).orElse(Known.folder(all, target)), names);
    List<String> addresses = spec.sockets().isEmpty() ? List.of(files.socket().toString()) : spec.sockets();
    List<RuntimeApi> apis = addresses.stream().map(a -> new RuntimeApi(a, TIMEOUT, nanoClock)).toList();
    this.nodes = apis.stream().map(a -> new Node(a, names)).toList();
    this.own = spec.sockets().isEmpty()
        ? Optional.of(new OwnHaproxy(files, nodes.getFirst(), new OwnProcess(files, apis.getFirst(), nanoClock), nanoClock))
            : Optional.empty();
    this.restart = new Restart(files, own, own.isPresent() || spec.files().isPresent());
    this.drainLimit = new DrainLimit(nanoClock);
    this.counting = new Counting(apis, names, nanoClock);
  }

  RouterSeen read() {
    if (own.filter(o -> !o.known()).isPresent()) {
      long epoch = own.get().kept().epoch();
      return new RouterSeen(epoch, 0, Optional.empty(), RoutingTable.EMPTY, Set.of(), Set.of(), Optional.empty(), Optional.empty());
    }
    Fleet fleet = fleet();
    counting.attach(fleet);
    return fleet.seen(preview(), restart.underWay(fleet), drainLimit);
  }

  synchronized void apply(Target target, RoutingTable table, Fence fence) {
    try {
      if (own.isPresent()) {
        Recorded before = own.get().known() ? fleet().views().getFirst().recorded() : own.get().kept();
        Fencing.admit(before, target, table, fence);
        own.get().configure(target.settings(), before);
      }
      Known.remember(all, names.target(), spec);
      if (own.isEmpty() && spec.files().isPresent() && !Files.exists(files.backends())) {
        restart.keep(Recorded.NOTHING); // What their HAProxies are to start from has to be there before they can.
      }
      Fleet fleet = fleet();
      counting.attach(fleet);
      counting.sample(fleet);
      List<Recorded> now = Ordering.apply(fleet, target, table, fence);
      restart.keep(now.getFirst());
    } catch (IOException e) {
      throw Restart.notKept(e);
    }
  }

  synchronized void remove(long epoch) {
    try {
      if (own.isPresent()) {
        Recorded before = own.get().known() ? fleet().views().getFirst().recorded() : own.get().kept();
        Fencing.epoch(before, names.target(), epoch);
        own.get().leave(epoch);
      } else {
        Ordering.remove(fleet(), epoch);
        restart.keep(Ordering.removed(epoch));
      }
      Known.forget(all, names.target());
    } catch (IOException e) {
      throw Restart.notKept(e);
    }
  }

  synchronized void emergency(RouterSeen.Override override, long epoch) {
    Fleet fleet = fleet();
    fleet.views().forEach(v -> Fencing.epoch(v.recorded(), names.target(), epoch));
    restart.keep(Ordering.emergency(fleet, override).getFirst());
    if (!fleet.away().isEmpty()) {
      throw fleet.away().getFirst();
    }
  }

  TrafficCounts counts() {
    if (own.filter(o -> !o.known()).isPresent()) {
      return TrafficCounts.NONE;
    }
    return counting.counts(fleet());
  }

  /** What they say; where none does and it is Slipway's own, after it was started. */
  private Fleet fleet() {
    try {
      return Fleet.read(nodes, names);
    } catch (OutsideException e) {
      if (own.isEmpty() || !e.code().equals("SLW-4163")) {
        throw e;
      }
      own.get().ensureRunning();
      return Fleet.read(nodes, names);
    }
  }

  private Endpoint preview() {
    try {
      return own.isPresent() ? files.preview() : spec.preview().orElseThrow();
    } catch (IOException e) {
      throw Restart.notKept(e);
    }
  }
}
