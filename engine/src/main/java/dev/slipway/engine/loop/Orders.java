package dev.slipway.engine.loop;

import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RoutingTable;
import java.util.Optional;

/**
 * What this loop last told the router. An order whose answer was lost, or that takes effect late, may still come into force; until the
 * router reads back this loop's newest order nothing that it enforces is taken for settled.
 */
final class Orders {
  private long generation;
  private RoutingTable table = RoutingTable.EMPTY;

  /** The observation with only what is settled of the router. What others did there is passed on at once: it needs no order of ours. */
  Observation settled(Observation seen, long epoch) {
    Optional<RouterSeen> router = seen.router().filter(r -> r.override().isPresent() || r.foreign().isPresent() || readBack(r, epoch));
    return new Observation(seen.at(), seen.platform(), router, seen.counts(), seen.before(), seen.own(), seen.task(), seen.wall());
  }

  /** A router that knows nothing of the target, as after a removal, has nothing to read back. */
  private boolean readBack(RouterSeen router, long epoch) {
    boolean unknown = router.generation() == 0 && generation == 0;
    return unknown || (router.epoch() == epoch && router.generation() >= generation);
  }

  /** The fence of the next order; an order that is repeated keeps its generation, so that it does not overtake itself. */
  Router.Fence next(RouterSeen router, RoutingTable wanted, long epoch, boolean clearsOverride) {
    boolean repeated = generation > router.generation() && wanted.equals(table);
    if (!repeated) {
      generation = Math.max(generation, router.generation()) + 1;
      table = wanted;
    }
    return new Router.Fence(epoch, generation, clearsOverride, router.foreign().isPresent());
  }

  /** The router is told to forget the target, and counts from zero again. */
  void removed() {
    generation = 0;
    table = RoutingTable.EMPTY;
  }
}
