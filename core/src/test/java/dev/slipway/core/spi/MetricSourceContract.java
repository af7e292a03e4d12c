package dev.slipway.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import org.junit.jupiter.api.Test;

/** What every {@link MetricSource} holds to; each adapter and the simulator's fake pass it. */
public abstract class MetricSourceContract {

  /** The source under test. */
  protected abstract MetricSource source();

  /** A question about counters of a release that is measured. */
  protected abstract Question measured();

  /** The same metric of a release that was never measured. */
  protected abstract Question unmeasured();

  /** A metric that the source has never heard of, with a name near {@link #measured}'s. */
  protected abstract Question misspelt();

  /** A question to something that is not there. */
  protected abstract Question nowhere();

  @Test
  void a_measured_release_has_counters_with_an_event_time_that_is_not_after_the_question() {
    Question question = measured();
    Reading.Counters counters = assertInstanceOf(Reading.Counters.class, source().read(question));
    assertFalse(counters.at().isAfter(question.at()), counters + " for " + question.at());
    assertTrue(counters.events() <= counters.total() && counters.total() > 0, counters::toString);
  }

  @Test
  void the_same_question_has_the_same_answer() {
    Question question = measured();
    assertEquals(source().read(question), source().read(question));
  }

  @Test
  void a_release_without_measurements_is_a_gap_and_not_a_zero() {
    assertInstanceOf(Reading.Nothing.class, source().read(unmeasured()));
  }

  @Test
  void a_misspelt_metric_is_an_error_that_names_the_right_one() {
    Reading.Unknown unknown = assertInstanceOf(Reading.Unknown.class, source().read(misspelt()));
    assertTrue(unknown.why().matches("(?s)SLW-45\\d\\d .*did you mean .*"), unknown.why());
  }

  @Test
  void a_source_that_is_not_there_is_an_answer_too() {
    String why = switch (source().read(nowhere())) {
      case Reading.Wrong wrong -> wrong.why();
      case Reading.Unknown unknown -> unknown.why();
      case Reading.Nothing nothing -> "a gap: " + nothing.why();
      case Reading.Counters counters -> "data: " + counters;
      case Reading.Level level -> "data: " + level;
    };
    assertTrue(why.startsWith("SLW-45"), why);
  }
}
