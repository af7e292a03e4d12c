package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.WrittenAs;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store without a disk, for simulations: as strict as the real one about versions and leases, and fast. */
public final class InMemoryStore implements Store, ReleaseHistory {

  /** What its records carry. */
  public enum Records {
    /** Input and digests as JSON, and the hash chain: slower, and the journal can be verified and replayed. */
    CHAINED,
    /** Events only; input, digests and hashes are empty texts. */
    BARE
  }

  /** Sees every call before it has any effect, and may throw to play a store that is away; sees every commit after it. */
  public interface Hook {
    /** A call is about to begin. */
    default void before(Call call, TargetId target) {}

    /** A commit is in force. */
    default void committed(TargetState state, JournalRecord.Draft draft) {}
  }

  /** The calls that a hook can tell apart. */
  public enum Call {
    LOAD,
    COMMIT,
    LEASE
  }

  private final InstantSource steadyClock;
  private final Records records;
  private final int mostRecords;
  private final Hook hook;
  private final Map<TargetId, Versioned> states = new HashMap<>();
  private final Map<TargetId, Lease> leases = new HashMap<>();
  private final Map<TargetId, Map<ReleaseId, Release>> releases = new HashMap<>();
  private final Deque<JournalRecord> journal = new ArrayDeque<>();
  private long sequence;
  private String hash = JournalRecord.GENESIS;

  private record Lease(String owner, long epoch, Instant until) {}

  /**
   * An empty store.
   *
   * @param steadyClock measures leases
   * @param mostRecords how many of the last records are kept
   */
  public InMemoryStore(InstantSource steadyClock, Records records, int mostRecords, Hook hook) {
    this.steadyClock = steadyClock;
    this.records = records;
    this.mostRecords = mostRecords;
    this.hook = hook;
  }

  @Override
  public synchronized List<TargetId> targets() {
    return states.keySet().stream().sorted().toList();
  }

  @Override
  public synchronized Versioned load(TargetId target) {
    hook.before(Call.LOAD, target);
    return states.getOrDefault(target, new Versioned(TargetState.empty(target), 0));
  }

  @Override
  public synchronized Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    TargetId target = next.id();
    hook.before(Call.COMMIT, target);
    Versioned current = states.get(target);
    Lease lease = leases.get(target);
    if ((current == null ? 0 : current.version()) != expected || lease == null || lease.epoch() != epoch) {
      return Optional.empty();
    }
    JournalRecord record = record(next, new Chain.Link(hash, sequence + 1, target, epoch, expected + 1), draft);
    sequence = record.sequence();
    hash = record.hash();
    journal.addLast(record);
    if (journal.size() > mostRecords) {
      journal.removeFirst();
    }
    states.put(target, new Versioned(next, expected + 1));
    remember(next, draft.events());
    hook.committed(next, draft);
    return Optional.of(record);
  }

  private JournalRecord record(TargetState next, Chain.Link link, JournalRecord.Draft draft) {
    return switch (records) {
      case CHAINED -> Chain.seal(link, draft, Format.write(next));
      case BARE ->
          new JournalRecord(link.sequence(), link.target(), draft.at(), link.epoch(), draft.actor(), link.version(), draft.events(), "", "", "", "");
    };
  }

  private void remember(TargetState next, List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.RolloutStarted && next.rollout().isPresent()) {
        Release candidate = next.rollout().get().candidate();
        releases.computeIfAbsent(next.id(), t -> new HashMap<>()).put(candidate.id(), candidate);
      }
    }
  }

  @Override
  public synchronized Optional<Long> lease(TargetId target, String owner, Duration length) {
    hook.before(Call.LEASE, target);
    Instant now = steadyClock.instant();
    Lease held = leases.get(target);
    boolean mine = held != null && held.owner().equals(owner);
    if (held != null && !mine && now.isBefore(held.until())) {
      return Optional.empty();
    }
    long epoch = held == null ? 1 : mine ? held.epoch() : held.epoch() + 1;
    leases.put(target, new Lease(owner, epoch, now.plus(length)));
    return Optional.of(epoch);
  }

  /** An owner's process is over, as far as anybody can tell: whoever asks next gets what it holds. */
  public synchronized void over(String owner) {
    leases.replaceAll((target, held) -> held.owner().equals(owner) ? new Lease(owner, held.epoch(), steadyClock.instant()) : held);
  }

  @Override
  public synchronized List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return journal.stream().filter(r -> r.sequence() > after && (target.isEmpty() || target.get().equals(r.target()))).limit(most).toList();
  }

  @Override
  public synchronized Optional<WrittenAs> written(TargetId target) {
    return WrittenBefore.last(PastRollout.marked(journal, target));
  }

  @Override
  public synchronized List<PastRollout> rollouts(TargetId target, int most) {
    return PastRollout.of(PastRollout.marked(journal, target), id -> release(target, id)).stream().limit(most).toList();
  }

  @Override
  public synchronized Optional<Release> release(TargetId target, ReleaseId id) {
    return Optional.ofNullable(releases.getOrDefault(target, Map.of()).get(id));
  }
}
