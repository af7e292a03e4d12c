package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.simulator.rehearsal.Course.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Cast CAST = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(15));

  /** Ten minutes of stable, then a candidate with this many errors in each row of a hundred requests, a row every ten seconds. */
  private static Recording recording(int candidateErrors, int seconds) {
    List<Recording.Row> rows = new ArrayList<>();
    for (int t = 10; t <= seconds; t += 10) {
      rows.add(new Recording.Row(t, false, 1_900, 2, LatencyHistogram.empty()));
      if (t > 600) {
        rows.add(new Recording.Row(t, true, 100, candidateErrors, LatencyHistogram.empty()));
      }
    }
    return new Recording(rows);
  }

  @Test
  void a_recorded_failure_would_have_gone_back_at_its_time_and_says_why() {
    Course course = Rehearsal.replay(CAST, recording(4, 1_500));
    assertEquals(Ending.ROLLED_BACK, course.ending(), course::toString);
    assertTrue(course.exposedSeconds() > 3 && course.exposedSeconds() < 60, course::toString);
    assertTrue(course.reason().startsWith("error-rate"), course::reason);
  }

  @Test
  void a_recording_that_ends_before_the_rollout_leaves_it_undecided() {
    Course course = Rehearsal.replay(CAST, recording(0, 1_000));
    assertEquals(Ending.OPEN, course.ending(), course::toString);
    assertTrue(course.reason().contains("step 1"), course::reason);
  }

  @Test
  void every_request_that_was_recorded_is_shown_once() {
    Recording recording = recording(0, 1_000);
    RecordedTraffic candidate = new RecordedTraffic(recording.rows().stream().filter(Recording.Row::candidate).toList(), 10);
    long sum = 0;
    for (double t = 0; t < 1_010; t += 0.7) {
      sum += candidate.between(t, t + 0.7).requests();
    }
    assertEquals(40 * 100, sum);
  }
}
