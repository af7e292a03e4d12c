package dev.slipway.server.outbox;

import dev.slipway.engine.store.Deliveries;
import java.time.Instant;
import java.util.List;

/**
 * What receivers were not told.
 *
 * @param waiting what is tried again by itself
 * @param dead what is not
 */
public record NoticeView(List<Waiting> waiting, List<Dead> dead) {
  public NoticeView {
    waiting = List.copyOf(waiting);
    dead = List.copyOf(dead);
  }

  /** A receiver that has not taken what comes next for it. */
  public record Waiting(String target, String receiver, int attempts, String trouble) {
    static Waiting of(Deliveries.Progress p) {
      return new Waiting(p.lane().target().toString(), p.lane().receiver(), p.attempts(), p.trouble().orElse(""));
    }
  }

  /**
   * A dead letter.
   *
   * @param id for retry and drop: RECEIVER:SEQUENCE.PART
   * @param at when it was given up
   */
  public record Dead(String id, String target, String receiver, Instant at, int attempts, String trouble) {
    static Dead of(Deliveries.DeadLetter d) {
      return new Dead(NoticeView.id(d), d.lane().target().toString(), d.lane().receiver(), d.at(), d.attempts(), d.trouble());
    }
  }

  static String id(Deliveries.DeadLetter d) {
    return d.lane().receiver() + ":" + d.mark().sequence() + "." + d.mark().part();
  }

  /**
   * What became of one attempt.
   *
   * @param id of the dead letter, or the receiver
   * @param told whether the receiver has it
   * @param said what it answered
   */
  public record Told(String id, boolean told, String said) {}

  /** What became of several. */
  public record Results(List<Told> results) {
    public Results {
      results = List.copyOf(results);
    }
  }
}
