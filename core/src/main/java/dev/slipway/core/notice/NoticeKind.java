package dev.slipway.core.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a notice is about. */
public enum NoticeKind {
  /** A rollout began. */
  STARTED,
  /** It waits for a person or for data. */
  WAITING,
  /** A step passed. */
  STEP_PASSED,
  /** It turned round: traffic returns to stable. */
  GOING_BACK,
  /** The candidate is stable now. */
  PROMOTED,
  /** A person's way back has ended. */
  ROLLED_BACK,
  /** Slipway sent the candidate back, and stable carries all traffic again. */
  FAILED,
  /** It waited to begin and never did. */
  NOT_STARTED,
  /** Something needs a person. */
  NEEDS_PERSON,
  /** Somebody else changed the router. */
  ROUTER_CHANGED,
  /** Something around the target has been wrong for a while. */
  PROBLEM,
  /** That is over. */
  PROBLEM_OVER,
  /** The target was taken down. */
  REMOVED,
  /** Only to see whether it arrives. */
  TEST;

  /** As in slipway.yaml. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that a person may choose, as words; who chooses problems hears of their end. */
  public static List<String> words() {
    return Arrays.stream(values()).filter(k -> k != TEST && k != PROBLEM_OVER).map(NoticeKind::word).toList();
  }

  /** The kind that has this word. */
  public static Optional<NoticeKind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
  }
}
