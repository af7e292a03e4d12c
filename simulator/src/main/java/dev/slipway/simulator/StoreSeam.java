package dev.slipway.simulator;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.simulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one server sees of the store that all share. It may be cut off from it while the others are not. */
final class StoreSeam implements Store {
  private final World world;
  private final Seams seams;
  private final Consumer<String> boundary;
  private long held;
  private long reachedAtMillis;

  StoreSeam(World world, Seams seams, Consumer<String> boundary) {
    this.world = world;
    this.seams = seams;
    this.boundary = boundary;
  }

  /** This server does not reach it for a while. */
  void cutOff(int forMillis) {
    reachedAtMillis = world.time().nowMillis() + forMillis;
    world.store().unreached(forMillis);
  }

  boolean cutOff() {
    return world.time().nowMillis() < reachedAtMillis;
  }

  private Store store() {
    return world.store().seam(cutOff());
  }

  @Override
  public List<TargetId> targets() {
    return store().targets();
  }

  @Override
  public Versioned load(TargetId target) {
    return store().load(target);
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return seams.effect("commit", () -> store().commit(next, expected, epoch, draft));
  }

  /** Asked for again and again while another server holds it; only where it is got, a server can die with it. */
  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    Optional<Long> epoch = store().lease(target, owner, length);
    held = epoch.orElse(0L);
    world.store().leased(held);
    epoch.ifPresent(e -> boundary.accept("after lease"));
    return epoch;
  }

  /** The epoch that this server was told it holds. */
  long epoch() {
    return held;
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return store().journal(target, after, most);
  }
}
