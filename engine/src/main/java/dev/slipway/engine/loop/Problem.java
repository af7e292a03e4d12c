package dev.slipway.engine.loop;

/**
 * Something outside that does not answer or refuses, as of the last look. It holds the rollout and is shown until it is over.
 *
 * @param part platform, router, tasks or store
 * @param code stable code
 * @param message what it means
 */
public record Problem(String part, String code, String message) {}
