package dev.slipway.simulator.world;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.store.InMemoryStore;
import dev.slipway.simulator.scenario.Happening.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The engine's own store without a disk, which can be away, and remembers every decision with its input. */
public final class SimStore {
  private static final int MOST_RECORDS = 16;

  /** One decision as it was committed. */
  public record Entry(TargetState before, JournalRecord.Draft draft, TargetState after) {}

  private final World world;
  private final InMemoryStore store;
  private final List<Entry> entries = new ArrayList<>();
  private TargetState current;
  private long epoch;
  private long unreachedUntilMillis;

  SimStore(World world, TargetState first) {
    this.world = world;
    this.current = first;
    this.store = new InMemoryStore(world.time()::instant, InMemoryStore.Records.BARE, MOST_RECORDS, new Faults());
    if (first.stable().isPresent()) {
      long epoch = store.lease(first.id(), "before", Duration.ZERO).orElseThrow();
      Input input = new Input.Commanded(new Command.Resume("before"), world.time().instant());
      JournalRecord.Draft draft = new JournalRecord.Draft(world.time().wall(), "before", List.of(), input);
      store.commit(first, 0, epoch, draft);
      entries.clear();
    }
  }

  private final class Faults implements InMemoryStore.Hook {
    @Override
    public void before(InMemoryStore.Call call, TargetId target) {
      world.refuseIfAway(Part.STORE);
    }

    @Override
    public void committed(TargetState state, JournalRecord.Draft draft) {
      TargetState before = current;
      current = state;
      entries.add(new Entry(before, draft, state));
      world.tell(w -> w.committed(before, state, draft));
      if (world.out(Part.STORE_REPLIES)) {
        throw new Away("SLW-5007", "the answer of the store was lost");
      }
    }
  }

  /** How many rollouts have ended, however they did. */
  public int rolloutsEnded() {
    return (int) entries.stream().flatMap(e -> e.draft().events().stream()).filter(e -> e instanceof Event.RolloutEnded).count();
  }

  /** One server does not reach it for a while. */
  public void unreached(int forMillis) {
    unreachedUntilMillis = Math.max(unreachedUntilMillis, world.time().nowMillis() + forMillis);
  }

  /** Whether one does not now. */
  public boolean unreached() {
    return world.time().nowMillis() < unreachedUntilMillis;
  }

  /**
   * The store as an engine knows it.
   *
   * @param cutOff whether that engine does not reach it now
   */
  public Store seam(boolean cutOff) {
    if (cutOff) {
      throw new Away("SLW-9001", "this server does not reach the store");
    }
    return store;
  }

  /** A lease was taken or renewed. */
  public void leased(long held) {
    epoch = Math.max(epoch, held);
  }

  /** A server is over, as far as the store can tell. */
  public void over(String owner) {
    store.over(owner);
  }

  /** The highest epoch that was leased. */
  public long epoch() {
    return epoch;
  }

  /** What is committed. */
  public TargetState state() {
    return current;
  }

  /** Every decision of the run, in order. */
  public List<Entry> entries() {
    return entries;
  }
}
