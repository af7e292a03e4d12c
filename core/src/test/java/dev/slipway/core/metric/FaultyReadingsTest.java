package dev.slipway.core.metric;

import static dev.slipway.core.metric.DeltasTest.NOTHING;
import static dev.slipway.core.metric.DeltasTest.T0;
import static dev.slipway.core.metric.DeltasTest.at;
import static dev.slipway.core.metric.DeltasTest.since;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source says that cannot be is an error on either side, and never a measurement. */
class FaultyReadingsTest {
  private static final Reading WRONG = new Reading.Wrong("SLW-4515 HTML");
  private static final Reading UNKNOWN = new Reading.Unknown("SLW-4507 no such metric");

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -1e-9})
  void what_is_not_a_count_is_an_error_on_either_side_and_in_either_counter(double value) {
    for (Delta delta : List.of(
        since(at(10, 14, 1200), at(10, value, 160)),
        since(at(10, 14, 1200), at(10, 0, value)),
        since(at(10, value, 1200), at(10, 4, 160)),
        since(at(10, 14, value), at(10, 4, 160)),
        since(NOTHING, at(10, 4, value)),
        since(at(10, value, 1200), NOTHING))) {
      assertTrue(assertInstanceOf(Delta.Faulty.class, delta).why().contains("SLW-4560"), delta::toString);
    }
  }

  @Test
  void more_events_than_their_total_is_an_error() {
    assertTrue(assertInstanceOf(Delta.Faulty.class, since(at(10, 14, 1200), at(10, 161, 160))).why().contains("SLW-4561"));
    assertTrue(assertInstanceOf(Delta.Faulty.class, since(at(10, 1201, 1200), at(10, 4, 160))).why().contains("SLW-4561"));
  }

  @Test
  void a_source_that_fails_or_does_not_know_is_an_error_whatever_the_other_side_says() {
    List<Delta> all = new ArrayList<>();
    for (Reading bad : List.of(WRONG, UNKNOWN, new Reading.Level(T0, 5))) {
      for (Reading other : List.of(at(10, 14, 1200), NOTHING, WRONG)) {
        all.add(since(bad, other));
        all.add(since(other, bad));
      }
    }
    all.forEach(delta -> assertTrue(assertInstanceOf(Delta.Faulty.class, delta).why().contains("SLW-45"), delta::toString));
  }
}
