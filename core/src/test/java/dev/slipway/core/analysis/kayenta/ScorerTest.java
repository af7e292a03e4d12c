package dev.slipway.core.analysis.kayenta;

import static dev.slipway.core.analysis.kayenta.Classification.ERROR;
import static dev.slipway.core.analysis.kayenta.Classification.HIGH;
import static dev.slipway.core.analysis.kayenta.Classification.LOW;
import static dev.slipway.core.analysis.kayenta.Classification.NODATA;
import static dev.slipway.core.analysis.kayenta.Classification.NODATA_FAILS;
import static dev.slipway.core.analysis.kayenta.Classification.PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {

  @Test
  void groups_without_a_weight_share_what_the_others_leave() {
    Scorer scorer = new Scorer(Map.of("errors", 60.0), Score.Thresholds.DEFAULT);
    Score score = scorer.score(List.of(metric("errors", PASS), metric("latency", HIGH), metric("cpu", PASS), metric("cpu", LOW)));
    assertEquals(60 + 0 + 20 * 0.5, score.score());
    assertEquals(Score.Grade.FAIL, score.grade());
    assertEquals(Map.of("errors", 100.0, "latency", 0.0, "cpu", 50.0), score.groups());
  }

  @Test
  void the_thresholds_are_75_and_95_and_belong_to_the_better_grade() {
    assertEquals(Score.Grade.PASS, score(19, 1).grade());
    assertEquals(95, score(19, 1).score());
    assertEquals(Score.Grade.MARGINAL, score(18, 2).grade());
    assertEquals(Score.Grade.MARGINAL, score(3, 1).grade());
    assertEquals(Score.Grade.FAIL, score(74, 26).grade());
  }

  @Test
  void a_metric_that_fails_alone_makes_the_score_zero_and_names_itself() {
    MetricResult fatal = new MetricResult("5xx", List.of("errors"), HIGH, true, 2, 1, 9, 9, Optional.empty(), "5xx is higher");
    Score score = Scorer.DEFAULT.score(List.of(metric("cpu", PASS), metric("cpu", PASS), fatal));
    assertEquals(0, score.score());
    assertEquals(Score.Grade.FAIL, score.grade());
    assertEquals("5xx is higher", score.reason());
  }

  @Test
  void no_data_for_half_of_the_metrics_fails_and_for_less_it_does_not_count() {
    assertEquals(Score.Grade.FAIL, Scorer.DEFAULT.score(List.of(metric("a", PASS), metric("a", NODATA))).grade());
    Score score = Scorer.DEFAULT.score(List.of(metric("a", PASS), metric("a", PASS), metric("a", NODATA)));
    assertEquals(100, score.score());
  }

  @Test
  void no_data_where_some_must_be_counts_as_failed_and_an_error_does_not_count() {
    Score score = Scorer.DEFAULT.score(List.of(metric("a", PASS), metric("a", NODATA_FAILS), metric("a", ERROR)));
    assertEquals(50, score.score());
  }

  @Test
  void a_score_is_rounded_to_two_decimals() {
    assertEquals(66.67, score(2, 1).score());
  }

  private static Score score(int passing, int failing) {
    return Scorer.DEFAULT.score(
        IntStream.range(0, passing + failing).mapToObj(i -> metric("a", i < passing ? PASS : HIGH)).toList());
  }

  private static MetricResult metric(String group, Classification found) {
    return new MetricResult(group + "-metric", List.of(group), found, false, 1, 1, 9, 9, Optional.empty(), "for a test");
  }
}
