package dev.slipway.notifications;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One target's journal as it is told outside: read from the record on that began a rollout, it gives the same notices whenever it is read.
 *
 * @param begun that record, 0 before the first
 * @param about the rollout that was begun last
 * @param cause why it turned round, once it has
 */
public record Story(long begun, Optional<Notice.About> about, Optional<Cause> cause) {
  /** Of nothing yet. */
  public static final Story START = new Story(0, Optional.empty(), Optional.empty());

  /** What a record tells, and how the story goes on. */
  public record Page(Story after, List<Notice> notices) {
    public Page {
      notices = List.copyOf(notices);
    }
  }

  /**
   * Reads one record on.
   *
   * @param releases the target's releases as they are kept
   */
  public Page next(JournalRecord record, Function<ReleaseId, Optional<Release>> releases) {
    List<Notice> notices = new ArrayList<>();
    Story story = this;
    for (Event event : record.events()) {
      story = story.after(event, record, releases);
      Optional<Sentences.Said> said = Sentences.of(event, record, story);
      if (said.isPresent()) {
        notices.add(story.notice(record, notices.size(), said.get()));
      }
    }
    return new Page(story, notices);
  }

  private Story after(Event event, JournalRecord record, Function<ReleaseId, Optional<Release>> releases) {
    return switch (event) {
      case Event.RolloutStarted e -> new Story(record.sequence(), Optional.of(new Notice.About(e.id().number(), version(e.to(), releases),
          e.from().map(f -> version(f, releases)), e.kind() == Rollout.Kind.ROLLBACK, provenance(record))), Optional.empty());
      case Event.WentBack e -> new Story(begun, about, Optional.of(e.cause()));
      case Event.TargetRemoved e -> this;
      case Event.ApprovalAsked e -> this;
      case Event.ApprovalGiven e -> this;
      case Event.ApprovalDenied e -> this;
      case Event.Overridden e -> this;
      case Event.Cleared e -> this;
      case Event.GatesPassed e -> this;
      case Event.CameFrom e -> this;
      case Event.ConfigurationChanged e -> this;
      case Event.DeployQueued e -> this;
      case Event.DeployUnqueued e -> this;
      case Event.PhaseEntered e -> this;
      case Event.TaskStarted e -> this;
      case Event.TaskEnded e -> this;
      case Event.Judged e -> this;
      case Event.Approved e -> this;
      case Event.Paused e -> this;
      case Event.Resumed e -> this;
      case Event.Told e -> this;
      case Event.RolloutEnded e -> this;
      case Event.WarmReleased e -> this;
      case Event.RouterChanged e -> this;
      case Event.Adopted e -> this;
      case Event.AccessChanged e -> this;
      case Event.ProblemBegan e -> this;
      case Event.ProblemOver e -> this;
      case Event.Shortened e -> this;
    };
  }

  private static Notice.Version version(ReleaseId id, Function<ReleaseId, Optional<Release>> releases) {
    return releases.apply(id).map(r -> new Notice.Version(r.version(), r.artifact().hex())).orElse(new Notice.Version(id.value(), ""));
  }

  private static Optional<Provenance> provenance(JournalRecord record) {
    return record.events().stream().flatMap(e -> e instanceof Event.CameFrom c ? Stream.of(c.provenance()) : Stream.empty()).findFirst();
  }

  /** The record's hash is of no other record, so that its notices have ids of their own over all servers and times. */
  private Notice notice(JournalRecord record, int part, Sentences.Said said) {
    boolean ofTarget = said.kind() == NoticeKind.REMOVED || said.problem().isPresent();
    return new Notice(
        "slipway-" + record.hash().substring(0, 32) + "-" + part, record.target(), record.at(), said.kind(), said.severity(),
        ofTarget ? Optional.empty() : about, said.text(), said.reason(), record.actor(), said.problem());
  }

  /** A notice that is only to show whether it arrives. */
  public static Notice test(String id, TargetId target, Instant at, String by) {
    return new Notice(id, target, at, NoticeKind.TEST, Severity.INFO, Optional.empty(),
        by + " tests whether news of " + target + " arrives here", Optional.empty(), by);
  }
}
