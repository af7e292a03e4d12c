package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.server.view.ExplanationView;
import dev.slipway.server.view.ExplanationView.TestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final Pattern ERRORS = Pattern.compile("\"errors\":(\\d+)");
  private static final JudgedJournal GOOD_AND_BAD = new JudgedJournal(1, 0.001, 0.05);

  private static List<JournalRecord> verdicts(JudgedJournal journal) {
    return journal.records().stream().filter(r -> r.events().stream().anyMatch(Event.Judged.class::isInstance)).toList();
  }

  private static ExplanationView last(JudgedJournal journal) {
    return journal.explainer().explain("last", Optional.empty());
  }

  @Test
  void every_verdict_of_generated_journals_comes_out_the_same_again() {
    for (long seed = 0; seed < 3; seed++) {
      JudgedJournal journal = new JudgedJournal(seed, 0.001, 0.02, 0.2, 0.0);
      List<JournalRecord> verdicts = verdicts(journal);
      assertTrue(verdicts.size() >= 8, "seed " + seed + ": " + verdicts.size());
      for (JournalRecord verdict : verdicts) {
        ExplanationView told = journal.explainer().explain(Long.toString(verdict.sequence()), Optional.empty());
        assertTrue(told.same(), "seed " + seed + ": " + told);
        assertEquals(verdict.version(), told.records());
      }
    }
  }

  @Test
  void a_failing_verdict_is_told_with_the_numbers_that_led_to_it() {
    ExplanationView told = last(GOOD_AND_BAD);
    assertEquals("failing", told.verdict());
    assertEquals("judge", told.by());
    assertEquals(3, told.rollout());
    assertEquals("1.2", told.release());
    assertEquals(Optional.of(10), told.weight());
    TestView both = told.tests().stream().filter(t -> t.test().equals("worse: both")).findFirst().orElseThrow();
    assertTrue(both.ln() >= both.needed(), both::toString);
    assertEquals(told.metrics().getFirst().failing().orElseThrow().ln(), both.ln());
    TestView ratio = told.tests().getFirst();
    // 1.2·n₁/(1.2·n₁+n₀) of a split of 10 to 90
    assertEquals(1.2 * 10 / (1.2 * 10 + 90), ratio.theta().orElseThrow(), 1e-9);
    ExplanationView.Batches batches = told.batches().orElseThrow();
    assertEquals(told.sequence(), batches.lastSequence());
    assertEquals(told.metrics().getFirst().candidate().total(), batches.candidate().requests());
    assertEquals(told.metrics().getFirst().candidate().events(), batches.candidate().errors());
  }

  @Test
  void a_verdict_that_no_measurement_led_to_is_called_a_rule() {
    ExplanationView approved = GOOD_AND_BAD.explainer().explain("2/1", Optional.of(JudgedJournal.TARGET));
    assertEquals("rule", approved.by());
    assertEquals("approved by bob", approved.sentence());
    ExplanationView first = GOOD_AND_BAD.explainer().explain(Long.toString(verdicts(GOOD_AND_BAD).getFirst().sequence()), Optional.empty());
    assertEquals("rule", first.by());
    assertEquals(List.of(), first.tests());
    assertTrue(first.same());
  }

  @Test
  void a_retry_of_what_was_sent_back_is_judged_with_half_the_budget() {
    JudgedJournal journal = new JudgedJournal(2, 0.1);
    assertEquals(0.01 * 5 / 9, last(journal).budget().orElseThrow().errors(), 1e-12);
    journal.rollOut("1.1");
    ExplanationView retry = last(journal);
    assertEquals(1, retry.budget().orElseThrow().attempt());
    assertEquals(0.005 * 5 / 9, retry.budget().orElseThrow().errors(), 1e-12);
    assertTrue(retry.sentence().contains("wrong at most 1 time in 360"), retry::sentence);
  }

  @Test
  void an_input_that_was_edited_is_reported_at_its_record_even_under_a_hash_that_fits() {
    ExplanationView sound = last(GOOD_AND_BAD);
    long first = sound.batches().orElseThrow().firstSequence();
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      long at = first + random.nextLong(sound.sequence() - first + 1);
      ExplanationView told = GOOD_AND_BAD.explainer(all -> oneErrorMore(all, at)).explain("last", Optional.empty());
      assertFalse(told.same(), "edited at " + at);
      assertEquals(at, told.differs().orElseThrow().sequence());
    }
  }

  private static List<JournalRecord> oneErrorMore(List<JournalRecord> all, long sequence) {
    List<JournalRecord> changed = new ArrayList<>(all);
    JournalRecord record = all.get((int) sequence - 1);
    Matcher errors = ERRORS.matcher(record.input());
    String input = errors.replaceAll(m -> "\"errors\":" + (Long.parseLong(m.group(1)) + 1));
    assertNotEquals(record.input(), input, "record " + sequence + " counts nothing");
    changed.set((int) sequence - 1, JudgedJournal.edited(record, input));
    return changed;
  }

  @Test
  void an_edit_that_changes_no_decision_is_found_by_its_hash() {
    ExplanationView told =
        GOOD_AND_BAD.explainer(all -> {
          List<JournalRecord> changed = new ArrayList<>(all);
          JournalRecord r = all.get(1);
          changed.set(
              1,
              new JournalRecord(
                  r.sequence(), r.target(), r.at(), r.epoch(), "eve", r.version(), r.events(), r.input(), r.stateDigest(), r.previous(),
                      r.hash()));
          return changed;
        }).explain("last", Optional.empty());
    assertFalse(told.same());
    assertEquals(2, told.differs().orElseThrow().sequence());
  }
}
