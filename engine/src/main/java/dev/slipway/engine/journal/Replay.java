package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides every record of a journal again, from the first on, and demands the same decision: invariant 15. */
public final class Replay {
  private final Map<TargetId, At> targets = new HashMap<>();

  private record At(TargetState state, long version) {}

  private Replay() {}

  /** A replay that is led record by record, for what is to be seen on the way. */
  public static Replay begin() {
    return new Replay();
  }

  /** The same of a target that had come somewhere with records that are in an archive. */
  public static Replay from(TargetState state, long version) {
    Replay replay = new Replay();
    replay.targets.put(state.id(), new At(state, version));
    return replay;
  }

  /** What deciding again showed. */
  public sealed interface Result {
    /** All decisions were the same. {@code states} is where each target has come to. */
    record Same(long records, Map<TargetId, TargetState> states) implements Result {}

    /** The first record that is decided otherwise by this version of Slipway. */
    record Differs(long sequence, String how) implements Result {}
  }

  /**
   * Replays.
   *
   * @param records of one or all targets, from the first on, oldest first
   */
  public static Result check(Stream<JournalRecord> records) {
    Replay replay = new Replay();
    long count = 0;
    for (Iterator<JournalRecord> each = records.iterator(); each.hasNext(); count++) {
      JournalRecord record = each.next();
      Optional<String> difference = replay.next(record);
      if (difference.isPresent()) {
        return new Result.Differs(record.sequence(), difference.get());
      }
    }
    Map<TargetId, TargetState> states = new HashMap<>();
    replay.targets.forEach((target, at) -> states.put(target, at.state()));
    return new Result.Same(count, Map.copyOf(states));
  }

  /** Where a target has come to; empty before its first record. */
  public Optional<TargetState> state(TargetId target) {
    return Optional.ofNullable(targets.get(target)).map(At::state);
  }

  /** Whether a record of this version follows what was replayed of its target so far, so that none is missing before it. */
  public boolean follows(JournalRecord record) {
    return record.version() == Optional.ofNullable(targets.get(record.target())).map(At::version).orElse(0L) + 1;
  }

  /** Decides the next record again. What differs, when anything does; the state then stays where it was. */
  public Optional<String> next(JournalRecord record) {
    At before = targets.getOrDefault(record.target(), new At(TargetState.empty(record.target()), 0));
    if (record.version() != before.version() + 1) {
      return Optional.of("version " + record.version() + " of " + record.target() + " follows version " + before.version());
    }
    Decision again = Decider.decide(before.state(), Chain.input(record));
    if (!again.events().equals(record.events())) {
      return Optional.of("it was decided " + record.events() + ", and is now decided " + again.events());
    }
    if (!Chain.digest(Format.write(again.state())).equals(record.stateDigest())) {
      return Optional.of("the same events now lead to another state");
    }
    targets.put(record.target(), new At(again.state(), record.version()));
    return Optional.empty();
  }
}
