package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Watch;

/**
 * One batch put before the judge.
 *
 * @param before what the judge knew
 * @param batch what it was shown
 * @param step what it was asked about
 * @param judgement what it said
 */
public record Hearing(Watch before, Batch batch, JudgedStep step, Judge.Judgement judgement) {}
