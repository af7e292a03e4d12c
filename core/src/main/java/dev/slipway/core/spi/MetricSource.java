package dev.slipway.core.spi;

import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;

/** Asks a system of the user's for a measurement. */
public interface MetricSource {

  /**
   * Asks once, for at most the source's timeout, and never throws: what goes wrong outside is an answer too ({@link Reading.Wrong}).
   * The same question about the past has the same answer.
   */
  Reading read(Question question);
}
