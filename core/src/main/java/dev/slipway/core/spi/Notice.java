package dev.slipway.core.spi;

import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened, as it is told outside.
 *
 * @param id the same whenever the same thing is told again, and of nothing else
 * @param target where
 * @param at when it was committed
 * @param severity how much it matters
 * @param about the rollout that it belongs to
 * @param text a sentence
 * @param reason why, where somebody or something said so
 * @param by who asked, or slipway
 * @param problem of what is wrong around the target: the same from its begin to its end
 */
public record Notice(
    String id, TargetId target, Instant at, NoticeKind kind, Severity severity, Optional<About> about, String text,
    Optional<String> reason, String by, Optional<String> problem) {

  /** One that is of no problem around the target. */
  public Notice(
      String id, TargetId target, Instant at, NoticeKind kind, Severity severity, Optional<About> about, String text,
      Optional<String> reason, String by) {
    this(id, target, at, kind, severity, about, text, reason, by, Optional.empty());
  }

  /**
   * The rollout.
   *
   * @param number within the target
   * @param candidate where it goes
   * @param stable what users had when it began
   * @param back whether it was begun to go back to a release of before
   * @param provenance where the deploy comes from
   */
  public record About(long number, Version candidate, Optional<Version> stable, boolean back, Optional<Provenance> provenance) {}

  /**
   * A release.
   *
   * @param version as the person typed it
   * @param digest of its artifact, hexadecimal; empty where it is not known any more
   */
  public record Version(String version, String digest) {}

  /** The rollout's name over all targets, for those who keep what belongs together; that of the target where there is none. */
  public String thread() {
    return subject() + about.map(a -> "#" + a.number()).orElse("");
  }

  /** What an alarm is about: the target, or what is wrong around it. */
  public String subject() {
    return target + problem.map(p -> ":" + p).orElse("");
  }

  /** The version that it is about; empty without a rollout. */
  public String version() {
    return about.map(a -> a.candidate().version()).orElse("");
  }

  /** Whether a receiver is told this. */
  public boolean isFor(Receiver receiver) {
    return receiver.hears(target.environment()) && receiver.hears(kind, severity);
  }
}
