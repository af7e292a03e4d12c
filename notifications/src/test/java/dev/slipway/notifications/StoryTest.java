package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.OpenProblem;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.spi.Notice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a journal's record, and how much it matters, as the table in docs/notifications.md says. */
class StoryTest {
  private static final Cause PERSON = new Cause.Person("ada", "wrong prices");
  private static final Cause UNHEALTHY = new Cause.Unhealthy("it died");
  private static final Cause EMERGENCY = new Cause.Emergency("ada", "now");
  private static final Optional<Notice.About> ABOUT = Optional.of(new Notice.About(
      1, new Notice.Version("1.1", ""), Optional.of(new Notice.Version("1.0", "")), false, Optional.empty()));

  private static List<String> told(Optional<Cause> cause, Event... events) {
    JournalRecord record = new JournalRecord(
        2, Given.SHOP, Given.AT, 1, "ada", 2, List.of(events), "{}", "", JournalRecord.GENESIS, "ab".repeat(32));
    return new Story(1, ABOUT, cause).next(record, id -> Optional.empty()).notices().stream()
        .map(n -> n.kind().word() + " " + n.severity().word()).toList();
  }

  private static Event ended(Event.Outcome outcome) {
    return new Event.RolloutEnded(new RolloutId(1), outcome, new ReleaseId("1.1"), "because");
  }

  @Test
  void a_way_back_matters_as_much_as_its_cause() {
    assertEquals(List.of("going-back warning"), told(Optional.empty(), new Event.WentBack(PERSON)));
    assertEquals(List.of("going-back error"), told(Optional.empty(), new Event.WentBack(UNHEALTHY)));
    assertEquals(List.of("going-back critical"), told(Optional.empty(), new Event.WentBack(EMERGENCY)));
  }

  @Test
  void an_end_is_a_failure_only_where_nobody_wanted_it() {
    assertEquals(List.of("promoted info"), told(Optional.empty(), ended(Event.Outcome.PROMOTED)));
    assertEquals(List.of("rolled-back warning"), told(Optional.of(PERSON), ended(Event.Outcome.ROLLED_BACK)));
    assertEquals(List.of("failed error"), told(Optional.of(UNHEALTHY), ended(Event.Outcome.ROLLED_BACK)));
    assertEquals(List.of("not-started warning"), told(Optional.empty(), ended(Event.Outcome.NOT_STARTED)));
  }

  @Test
  void a_cause_is_remembered_within_one_record() {
    assertEquals(List.of("going-back warning", "rolled-back warning"),
        told(Optional.empty(), new Event.WentBack(PERSON), ended(Event.Outcome.ROLLED_BACK)));
  }

  @Test
  void what_has_a_code_matters_more() {
    assertEquals(List.of("needs-person error"), told(Optional.empty(), new Event.Told("SLW-3001 x")));
    assertEquals(List.of("needs-person warning"), told(Optional.empty(), new Event.Told("x")));
  }

  @Test
  void what_happens_to_the_target_itself_is_told() {
    assertEquals(List.of("router-changed error"), told(Optional.empty(), new Event.RouterChanged("the weights")));
    assertEquals(List.of("removed warning"), told(Optional.empty(), new Event.TargetRemoved("ada", "old")));
  }

  @Test
  void a_problem_around_the_target_is_told_when_it_begins_and_as_loudly_when_it_is_over() {
    OpenProblem proxy = new OpenProblem("router", "SLW-4056", "the proxy keeps dying", Given.AT.minusSeconds(180));
    JournalRecord record = new JournalRecord(2, Given.SHOP, Given.AT, 1, "slipway", 2,
        List.of(new Event.ProblemBegan(proxy), new Event.ProblemOver(proxy)), "{}", "", JournalRecord.GENESIS, "ab".repeat(32));
    List<Notice> told = new Story(1, ABOUT, Optional.empty()).next(record, id -> Optional.empty()).notices();
    assertEquals(List.of("problem error", "problem-over error"),
        told.stream().map(n -> n.kind().word() + " " + n.severity().word()).toList());
    assertEquals(Given.SHOP + ": router, SLW-4056 the proxy keeps dying", told.getFirst().text());
    assertEquals(Given.SHOP + ": router, over after 3 minutes", told.getLast().text());
    assertEquals(List.of(Given.SHOP + ":router:SLW-4056", Given.SHOP + ":router:SLW-4056"), told.stream().map(Notice::thread).toList());
    assertEquals(List.of("problem warning"), told(Optional.empty(),
        new Event.ProblemBegan(new OpenProblem("metrics", "SLW-4513", "nobody there", Given.AT))));
    assertEquals(List.of(), told(Optional.empty(),
        new Event.ProblemBegan(new OpenProblem("router", "SLW-2017", "told as router-changed", Given.AT))));
  }
}
