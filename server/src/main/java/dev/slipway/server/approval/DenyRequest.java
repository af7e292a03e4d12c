package dev.slipway.server.approval;

import java.util.Optional;

/**
 * What deny takes.
 *
 * @param rollout number of the rollout that is meant
 */
public record DenyRequest(String by, long rollout, Optional<String> reason) {}
