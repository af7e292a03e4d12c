package dev.slipway.core.analysis.kayenta;

import static dev.slipway.core.analysis.kayenta.Direction.DECREASE;
import static dev.slipway.core.analysis.kayenta.Direction.EITHER;
import static dev.slipway.core.analysis.kayenta.Direction.INCREASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricClassifierTest {
  private static final double[] LOW = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  private static final double[] HIGH = {12, 15, 11, 14, 13, 16, 18, 17, 19, 20};
  private static final double NAN = Double.NaN;

  @Test
  void a_candidate_clearly_above_stable_is_high_with_its_numbers() {
    MetricResult result = classify(rule(INCREASE), LOW, HIGH);
    assertEquals(Classification.HIGH, result.classification());
    assertEquals(15.5, result.candidateMean());
    assertEquals(5.5, result.stableMean());
    assertEquals(15.5 / 5.5, result.ratio());
    assertEquals(10, result.shift().orElseThrow().estimate(), 1e-9);
    assertFalse(result.failsAlone());
  }

  @Test
  void a_change_in_the_direction_that_is_not_bad_passes() {
    assertEquals(Classification.PASS, classify(rule(DECREASE), LOW, HIGH).classification());
    assertEquals(Classification.PASS, classify(rule(INCREASE), HIGH, LOW).classification());
    assertEquals(Classification.LOW, classify(rule(EITHER), HIGH, LOW).classification());
    assertEquals(Classification.HIGH, classify(rule(EITHER), LOW, HIGH).classification());
  }

  @Test
  void missing_values_are_left_out_or_are_zero_as_the_rule_says() {
    double[] holes = {NAN, 12, NAN, 15, 11, NAN, 14};
    assertEquals(4, classify(rule(INCREASE), LOW, holes).candidateCount());
    MetricResult zeros = classify(missingIsZero(), LOW, holes);
    assertEquals(7, zeros.candidateCount());
    assertEquals(52.0 / 7, zeros.candidateMean());
  }

  @Test
  void no_values_on_one_side_are_no_data_and_never_a_change() {
    double[] none = {NAN, NAN};
    assertEquals(Classification.NODATA, classify(rule(INCREASE), LOW, none).classification());
    assertEquals(Classification.NODATA, classify(rule(INCREASE), none, HIGH).classification());
    assertEquals(Classification.PASS, classify(missingIsZero(), LOW, new double[0]).classification());
    MetricResult needed = classify(mustHaveData(), LOW, none);
    assertEquals(Classification.NODATA_FAILS, needed.classification());
    assertTrue(classify(rule(INCREASE).asCritical(), LOW, none).failsAlone());
  }

  @Test
  void an_infinite_value_is_an_error() {
    assertEquals(Classification.ERROR, classify(rule(INCREASE), LOW, new double[] {1, Double.POSITIVE_INFINITY}).classification());
    assertEquals(Classification.ERROR, classify(rule(INCREASE), new double[] {Double.NEGATIVE_INFINITY}, LOW).classification());
  }

  @Test
  void the_same_values_in_another_order_pass_without_a_test() {
    MetricResult result = classify(rule(EITHER), new double[] {3, 1, 2}, new double[] {1, 2, 3});
    assertEquals(Classification.PASS, result.classification());
    assertTrue(result.shift().isEmpty());
  }

  @Test
  void one_value_on_both_sides_passes_however_often_it_was_measured() {
    assertEquals(Classification.PASS, classify(rule(EITHER), new double[] {0, 0}, new double[] {0, 0, 0}).classification());
  }

  @Test
  void a_change_smaller_than_the_effect_asked_for_passes() {
    assertEquals(Classification.PASS, classify(withEffect(new MetricRule.Effect(3, 1)), LOW, HIGH).classification());
    assertEquals(Classification.HIGH, classify(withEffect(new MetricRule.Effect(2.8, 1)), LOW, HIGH).classification());
  }

  @Test
  void a_critical_metric_fails_alone_only_from_its_critical_effect_on() {
    assertTrue(classify(critical(new MetricRule.Effect(2.5, 1)), LOW, HIGH).failsAlone());
    MetricResult below = classify(critical(new MetricRule.Effect(5, 1)), LOW, HIGH);
    assertEquals(Classification.HIGH, below.classification());
    assertFalse(below.failsAlone());
  }

  @Test
  void outliers_are_kept_unless_the_rule_removes_them_and_then_by_fences_around_the_quartiles() {
    double[] values = new double[201];
    for (int i = 0; i < 200; i++) {
      values[i] = i % 10;
    }
    values[200] = 1000;
    assertEquals(201, classify(rule(INCREASE), values, values.clone()).candidateCount());
    MetricResult result = classify(withoutOutliers(), LOW, values);
    assertEquals(200, result.candidateCount());
    assertEquals(4.5, result.candidateMean());
  }

  private static MetricResult classify(MetricRule rule, double[] stable, double[] candidate) {
    return MetricClassifier.classify(rule, stable, candidate);
  }

  private static MetricRule rule(Direction direction) {
    return MetricRule.of("errors", direction, "system");
  }

  private static MetricRule missingIsZero() {
    return new MetricRule(
        "errors", INCREASE, MetricRule.Missing.ZERO, OptionalDouble.empty(), false, false, MetricRule.Effect.ANY, MetricRule.Effect.ANY,
        List.of());
  }

  private static MetricRule mustHaveData() {
    return new MetricRule(
        "errors", INCREASE, MetricRule.Missing.REMOVE, OptionalDouble.empty(), true, false, MetricRule.Effect.ANY, MetricRule.Effect.ANY,
        List.of());
  }

  private static MetricRule withEffect(MetricRule.Effect effect) {
    return new MetricRule(
        "errors", INCREASE, MetricRule.Missing.REMOVE, OptionalDouble.empty(), false, false, effect, MetricRule.Effect.ANY, List.of());
  }

  private static MetricRule critical(MetricRule.Effect effect) {
    return new MetricRule(
        "errors", INCREASE, MetricRule.Missing.REMOVE, OptionalDouble.empty(), false, true, MetricRule.Effect.ANY, effect, List.of());
  }

  private static MetricRule withoutOutliers() {
    return new MetricRule(
        "errors", INCREASE, MetricRule.Missing.REMOVE, OptionalDouble.of(3), false, false, MetricRule.Effect.ANY, MetricRule.Effect.ANY,
        List.of());
  }
}
