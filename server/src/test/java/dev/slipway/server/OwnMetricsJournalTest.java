package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.rollout.Event;
import dev.slipway.server.view.ExplanationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the user's own systems said is written down with everything else, and leads to the same verdicts again. */
class OwnMetricsJournalTest {
  private static final Metric CHECKOUT = new Metric("checkout-errors", "mine", new Metric.Rate("bad", "total"));
  private static final Metric FAILURES = new Metric("registration-failures", "mine", new Metric.Count("failures"));
  private static final Metric DEPTH = new Metric("queue-depth", "mine", new Metric.Level("depth"));
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
  private static final int SCRAPE_SECONDS = 2;

  private static JudgePolicy policy(JudgePolicy.Method method) {
    JudgePolicy d = JudgePolicy.DEFAULT.by(method);
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
        d.splitTolerance(),
        d.objective(), d.saturation(), d.gates(), d.onInconclusive(), d.onError(), List.of(CHECKOUT, FAILURES, DEPTH),
        List.of(new SourceSpec("mine", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(1), Duration.ZERO)),
        List.of(
            new MetricTrigger(DEPTH.name(), 100, MetricTrigger.Unit.PLAIN, Duration.ofMinutes(5)),
            new MetricTrigger(FAILURES.name(), 10, MetricTrigger.Unit.PER_HOUR, Duration.ofHours(1))));
  }

  /** Sound answers of a scrape every two seconds, in which one in five of 1.2's checkouts fails. */
  private static Reading sound(Instant now, Metric metric, String version) {
    long second = Duration.between(BEGIN, now).toSeconds() / SCRAPE_SECONDS * SCRAPE_SECONDS;
    Instant at = BEGIN.plusSeconds(second);
    return switch (metric.form()) {
      case Metric.Rate r -> new Reading.Counters(at, second * (version.equals("1.2") ? 20 : 0.1), second * 100);
      case Metric.Count c -> new Reading.Counters(at, 3, 3);
      case Metric.Level l -> new Reading.Level(at, 10.25);
    };
  }

  /** The same from a source that lies, fails, forgets and begins anew by turns. */
  private static Reading shaky(Instant now, Metric metric, String version) {
    Instant at = now.minusMillis(now.toEpochMilli() % 1_000);
    boolean level = metric.equals(DEPTH);
    return switch ((int) (now.getEpochSecond() / 3 % 9)) {
      case 0 -> new Reading.Wrong("SLW-4510 no answer within 1 s");
      case 1 -> new Reading.Unknown("SLW-4507 no metric");
      case 2 -> new Reading.Nothing("no series of " + version);
      case 3 -> level ? new Reading.Level(at, Double.NaN) : new Reading.Counters(at, Double.NaN, 1);
      case 4 -> level ? new Reading.Level(at, Double.POSITIVE_INFINITY)
          : new Reading.Counters(at, Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
      case 5 -> level ? new Reading.Counters(at, 1, 2) : new Reading.Level(at, 1);
      case 6 -> level ? new Reading.Level(at, -0.0) : new Reading.Counters(at, 0, 1e300, 7);
      default -> sound(now, metric, version);
    };
  }

  private static List<JournalRecord> verdicts(JudgedJournal journal) {
    return journal.records().stream().filter(r -> r.events().stream().anyMatch(Event.Judged.class::isInstance)).toList();
  }

  private static void comesOutTheSame(JudgedJournal journal) {
    List<JournalRecord> verdicts = verdicts(journal);
    assertTrue(verdicts.size() >= 4, () -> "verdicts: " + verdicts.size());
    for (JournalRecord verdict : verdicts) {
      ExplanationView told = journal.explainer().explain(Long.toString(verdict.sequence()), Optional.empty());
      assertTrue(told.same(), told::toString);
    }
  }

  @Test
  void a_candidate_that_went_back_by_them_goes_back_by_them_again() {
    JudgedJournal journal = new JudgedJournal(1, policy(JudgePolicy.Method.EVIDENCE), OwnMetricsJournalTest::sound, 0.001, 0.001);
    comesOutTheSame(journal);
    ExplanationView last = journal.explainer().explain("last", Optional.empty());
    assertEquals("failing", last.verdict());
    assertTrue(last.sentence().startsWith("checkout-errors: the candidate's is more than 1.2× stable's"), last::sentence);
    assertTrue(last.sentence().endsWith("wrong at most 1 time in 1000"), last::sentence);
    assertTrue(last.metrics().stream().anyMatch(m -> m.metric().equals("checkout-errors")), last::toString);
  }

  @Test
  void whatever_a_source_says_is_read_back_as_it_was_said() {
    for (JudgePolicy.Method method : JudgePolicy.Method.values()) {
      comesOutTheSame(new JudgedJournal(2, policy(method), OwnMetricsJournalTest::shaky, 0.001, 0.001));
    }
  }

  @Test
  void one_failed_checkout_more_in_the_journal_is_found() {
    JudgedJournal journal = new JudgedJournal(1, policy(JudgePolicy.Method.EVIDENCE), OwnMetricsJournalTest::sound, 0.001, 0.001);
    long last = verdicts(journal).getLast().sequence();
    List<JournalRecord> all = journal.records();
    JournalRecord record = all.get((int) last - 1);
    String input = record.input().replaceAll("(\"checkout-errors\".*?\"events\":)\\d", "$19");
    assertNotEquals(record.input(), input, "nothing of checkout-errors was written down: " + record.input());
    ExplanationView told = journal.explainer(records -> {
      List<JournalRecord> changed = new ArrayList<>(records);
      changed.set((int) last - 1, JudgedJournal.edited(record, input));
      return changed;
    }).explain("last", Optional.empty());
    assertFalse(told.same(), told::toString);
  }
}
