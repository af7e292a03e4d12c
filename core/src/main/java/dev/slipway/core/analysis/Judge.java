package dev.slipway.core.analysis;

import java.util.function.BiFunction;

/** Says of a watched step whether the candidate may go on. A pure function: the watch so far and a batch in, the watch and a verdict out. */
public interface Judge {

  /**
   * What a batch changed.
   *
   * @param watch the memory to keep
   * @param verdict what all evidence so far says; anything but failing is read only once the bake is over
   */
  record Judgement(Watch watch, Verdict verdict) {}

  /** Adds a batch. */
  Judgement judge(Watch watch, Batch batch, JudgedStep step);

  /** A batch added, without asking what that comes to. */
  static Watch watched(Watch watch, Batch batch, JudgedStep step) {
    return watch.plus(batch, step);
  }

  /** The judge that a policy names. */
  static Judge of(JudgePolicy policy) {
    return switch (policy.method()) {
      case EVIDENCE -> (watch, batch, step) -> after(watch.plus(batch, step), step, EvidenceVerdict::of);
      case KAYENTA -> (watch, batch, step) -> after(watch.plus(batch, step), step, KayentaVerdict::of);
      case TRIGGERS -> (watch, batch, step) -> after(watch.plus(batch, step), step, FixedRules::verdict);
    };
  }

  private static Judgement after(Watch watch, JudgedStep step, BiFunction<Watch, JudgedStep, Verdict> verdict) {
    return new Judgement(watch, verdict.apply(watch, step));
  }
}
