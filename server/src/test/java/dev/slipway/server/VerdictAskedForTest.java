package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.server.problem.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictAskedForTest {
  private static final JudgedJournal GOOD_AND_BAD = new JudgedJournal(1, 0.001, 0.05);

  private static List<JournalRecord> verdicts(JudgedJournal journal) {
    return journal.records().stream().filter(r -> r.events().stream().anyMatch(Event.Judged.class::isInstance)).toList();
  }

  @Test
  void a_missing_record_is_called_a_cut_journal() {
    long last = GOOD_AND_BAD.records().size();
    assertEquals("SLW-5133", refused(without(5), "last").code());
    assertEquals("SLW-5133", refused(without(last), Long.toString(last)).code());
    long verdict = verdicts(GOOD_AND_BAD).getLast().sequence();
    assertEquals("SLW-5133", refused(without(verdict), Long.toString(verdict)).code());
  }

  @Test
  void what_is_no_verdict_is_refused_with_the_nearest_ones() {
    Refused none = refused(GOOD_AND_BAD.records(), "1");
    assertEquals("SLW-5131", none.code());
    assertTrue(none.said().contains(verdicts(GOOD_AND_BAD).getFirst().sequence() + " (passing)"), none::said);
    assertTrue(refused(GOOD_AND_BAD.records(), "99999").said().contains("ends with record " + GOOD_AND_BAD.records().size()));
    assertEquals("SLW-5131", refused(GOOD_AND_BAD.records(), "9/1").code());
    assertEquals("SLW-5131", refused(GOOD_AND_BAD.records(), "3/3").code());
    for (String wrong : List.of("", "x", "-1", "0", "1/", "99999999999999999999")) {
      assertEquals("SLW-5101", refused(GOOD_AND_BAD.records(), wrong).code(), wrong);
    }
  }

  private static List<JournalRecord> without(long sequence) {
    return GOOD_AND_BAD.records().stream().filter(r -> r.sequence() != sequence).toList();
  }

  private static Refused refused(List<JournalRecord> journal, String verdict) {
    return assertThrows(Refused.class, () -> GOOD_AND_BAD.explainer(all -> journal).explain(verdict, Optional.empty()));
  }
}
