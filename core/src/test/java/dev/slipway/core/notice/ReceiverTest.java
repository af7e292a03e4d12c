package dev.slipway.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Notice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a receiver hears. */
class ReceiverTest {
  private static final TargetId PRODUCTION = new TargetId("shop", "production");

  private static Notice notice(NoticeKind kind, Severity severity) {
    return new Notice("1", PRODUCTION, Instant.EPOCH, kind, severity, Optional.empty(), "text", Optional.empty(), "ada");
  }

  private static List<NoticeKind> heard(Way way, Receiver.When when, Severity severity) {
    Receiver receiver = new Receiver("team", way, when, Optional.empty(), false);
    return Arrays.stream(NoticeKind.values()).filter(k -> notice(k, severity).isFor(receiver)).toList();
  }

  @Test
  void people_hear_every_turn_and_programs_everything() {
    assertEquals(NoticeKind.values().length - 1, heard(new Way.Slack("x"), Receiver.When.USUAL, Severity.INFO).size());
    assertEquals(NoticeKind.values().length, heard(new Way.CdEvents("x"), Receiver.When.USUAL, Severity.INFO).size());
  }

  @Test
  void what_was_asked_for_is_heard_and_nothing_else() {
    Receiver.When when = new Receiver.When(List.of(NoticeKind.FAILED, NoticeKind.STEP_PASSED), Severity.ERROR, List.of());
    assertEquals(List.of(NoticeKind.STEP_PASSED, NoticeKind.FAILED), heard(new Way.Slack("x"), when, Severity.ERROR));
    assertEquals(List.of(), heard(new Way.Slack("x"), when, Severity.WARNING));
  }

  @Test
  void an_alarm_hears_what_ends_it_however_little_that_matters() {
    Receiver.When when = new Receiver.When(List.of(), Severity.ERROR, List.of());
    assertEquals(List.of(NoticeKind.PROMOTED, NoticeKind.ROLLED_BACK, NoticeKind.PROBLEM_OVER),
        heard(new Way.PagerDuty("x", Optional.empty()), when, Severity.INFO));
  }

  @Test
  void a_status_page_hears_what_resolves_an_incident_whatever_else_was_chosen() {
    Receiver.When when = new Receiver.When(List.of(NoticeKind.GOING_BACK), Severity.CRITICAL, List.of());
    assertEquals(List.of(NoticeKind.PROMOTED, NoticeKind.ROLLED_BACK, NoticeKind.FAILED, NoticeKind.NOT_STARTED, NoticeKind.PROBLEM_OVER),
        heard(new Way.StatusPage("page", "x", Optional.empty()), when, Severity.INFO));
  }

  @Test
  void who_is_told_of_a_problem_is_told_when_it_is_over() {
    Receiver.When when = new Receiver.When(List.of(NoticeKind.PROBLEM), Severity.WARNING, List.of());
    assertEquals(List.of(NoticeKind.PROBLEM, NoticeKind.PROBLEM_OVER), heard(new Way.Slack("x"), when, Severity.ERROR));
    assertEquals(List.of(), heard(new Way.Slack("x"), when, Severity.INFO));
  }

  @Test
  void other_environments_are_not_heard_at_all() {
    Receiver.When when = new Receiver.When(List.of(), Severity.INFO, List.of("staging"));
    assertEquals(List.of(), heard(new Way.PagerDuty("x", Optional.empty()), when, Severity.CRITICAL));
  }
}
