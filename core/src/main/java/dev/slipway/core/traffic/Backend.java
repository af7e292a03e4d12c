package dev.slipway.core.traffic;

import dev.slipway.core.rollout.InstanceId;

/**
 * An instance as the router sees it.
 *
 * @param instance which one
 * @param endpoint where it is reached
 * @param draining whether it gets no new requests and only finishes those it has
 */
public record Backend(InstanceId instance, Endpoint endpoint, boolean draining) {}
