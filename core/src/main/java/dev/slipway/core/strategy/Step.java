package dev.slipway.core.strategy;

import java.time.Duration;

/**
 * One step of a plan: what should run, what share it gets, and how long that is watched.
 *
 * @param candidateWeight candidate's share of traffic, 0–100
 * @param candidateInstances candidate instances that are ready before traffic moves
 * @param stableInstances stable instances kept beside them
 * @param maxInstances most instances of both that may run together
 * @param bake watched at this weight before the next step
 * @param hold whether a person must promote before the next step
 */
public record Step(
    int candidateWeight, int candidateInstances, int stableInstances, int maxInstances, Duration bake, boolean hold) {}
