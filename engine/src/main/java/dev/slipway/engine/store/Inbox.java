package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Commands on their way to the server that works on their target, kept where every server finds them. Each is carried out once or not at
 * all, whichever server crashes when: it is taken out in the transaction that commits what it led to.
 */
public interface Inbox {

  /**
   * A command that waits.
   *
   * @param id unique
   */
  record Letter(String id, TargetId target, Command command) {}

  /**
   * What came of it.
   *
   * @param refusal why it was not carried out
   * @param sequence of the record that it led to
   */
  record Answer(Optional<Decision.Refusal> refusal, Optional<Long> sequence) {}

  /** Puts one in; after so long nobody carries it out any more. */
  void put(Letter letter, Duration patience);

  /** Those that wait for targets that an owner holds the lease of, oldest first. */
  List<Letter> waiting(String owner, int most);

  /** What came of one, if anything did yet. */
  Optional<Answer> answer(String id);

  /** Takes one back that nobody carried out. What came of it, where somebody did. */
  Optional<Answer> withdraw(String id);

  /** Answers one that led to nothing that is committed; nothing where it is no longer waited for. */
  void answered(Letter letter, Answer answer);

  /**
   * Commits what one led to, as {@link dev.slipway.core.spi.Store#commit} does, and answers it.
   *
   * @throws WithdrawnException when it does not wait any more; nothing was committed
   */
  Optional<JournalRecord> commit(Letter letter, TargetState next, long expected, long epoch, JournalRecord.Draft draft);
}
