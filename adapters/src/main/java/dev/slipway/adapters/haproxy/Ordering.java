package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one table in force at every HAProxy of a target, or at none: where one of them fails, the others go back to the lower weight. */
final class Ordering {
  private Ordering() {}

  /** Does it, and returns what each of them keeps from now on. */
  static List<Recorded> apply(Fleet fleet, Target target, RoutingTable table, Fence fence) {
    List<Move> moves = new ArrayList<>();
    for (View view : fleet.views()) {
      Fencing.admit(view.recorded(), target, table, fence);
      Optional<String> foreign = view.foreign(fleet.names()).filter(f -> !fence.writesOver());
      if (foreign.isPresent()) {
        throw new OutsideException(
            "SLW-4171", "somebody else changed HAProxy at " + view.node().address() + ": " + foreign.get()
                + ". Nothing was written over it; traffic goes on as they made it");
      }
      Map<ReleaseId, String> slots = Slots.of(table, view.recorded().slots(), view.occupied(fleet.names(), table));
      Recorded next = new Recorded(
          fence.epoch(), fence.generation(), Optional.of(target.settings()), table, slots, Optional.empty(), false);
      if (next.candidates() > 1) {
        throw new OutsideException(
            "SLW-4166", "the table of " + target.id()
                + " gives traffic to two releases beside stable, and HAProxy's split has room for one. "
                + "Traffic goes on as before");
      }
      moves.add(new Move(view, fleet.names(), next));
    }
    fleet.mayMove(table);
    shift(moves, table);
    for (Move move : moves) {
      outside(move, move::goOut);
    }
    if (!fleet.away().isEmpty()) {
      throw fleet.away().getFirst();
    }
    return moves.stream().map(m -> m.next().settling(true)).toList();
  }

  /** All new requests to stable, by a person's word: no table is asked, and what stands in the way of one is not in the way of this. */
  static List<Recorded> emergency(Fleet fleet, RouterSeen.Override override) {
    List<Move> moves = new ArrayList<>();
    for (View view : fleet.views()) {
      Recorded next = view.recorded().overridden(Optional.of(override));
      if (next.table().stable().flatMap(next::route).filter(r -> !r.backends().isEmpty()).isEmpty()) {
        throw new OutsideException(
            "SLW-4024", fleet.names().target() + " has no instance of a stable release to send all traffic to. Traffic goes on as before");
      }
      moves.add(new Move(view, fleet.names(), next));
    }
    for (Move move : moves) {
      outside(move, move::comeIn);
      outside(move, move::shift);
      outside(move, move::goOut);
    }
    return moves.stream().map(Move::next).toList();
  }

  /** The target is no longer served; its epoch stays known. */
  static void remove(Fleet fleet, long epoch) {
    fleet.views().forEach(v -> Fencing.epoch(v.recorded(), fleet.names().target(), epoch));
    for (View view : fleet.views()) {
      Move move = new Move(view, fleet.names(), removed(epoch));
      outside(move, move::shift);
      outside(move, move::goOut);
    }
    if (!fleet.away().isEmpty()) {
      throw fleet.away().getFirst();
    }
  }

  /** What is kept of a target that is no longer served. */
  static Recorded removed(long epoch) {
    return new Recorded(epoch, 0, Optional.empty(), RoutingTable.EMPTY, Map.of(), Optional.empty(), true);
  }

  private static void shift(List<Move> moves, RoutingTable table) {
    for (Move move : moves) {
      outside(move, move::comeIn);
    }
    List<Move> done = new ArrayList<>();
    for (Move move : moves) {
      try {
        outside(move, move::shift);
        done.add(move);
      } catch (OutsideException e) {
        done.stream().filter(m -> Fleet.raises(m.view().recorded().table(), table)).forEach(m -> back(m, e));
        throw e;
      }
    }
  }

  /** The table before, whole. What cannot be put back now is, with the next order: the tables differ, so nothing is taken for done. */
  private static void back(Move move, OutsideException cause) {
    try {
      View now = View.of(move.view().node(), move.names());
      move.view().node().commit(now.reading(), move.view().recorded().settling(false));
    } catch (IOException | OutsideException e) {
      cause.addSuppressed(e);
    }
  }

  private interface Part {
    void run() throws IOException;
  }

  private static void outside(Move move, Part part) {
    try {
      part.run();
    } catch (IOException e) {
      throw View.unreachable(move.view().node().address(), e);
    }
  }
}
