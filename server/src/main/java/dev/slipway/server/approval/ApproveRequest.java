package dev.slipway.server.approval;

import java.util.Optional;

/**
 * What approve takes.
 *
 * @param rollout number of the rollout that is meant
 * @param digest what it is bound to, as it was shown
 * @param override an admin's reason to let it begin without approvals, and in a freeze
 */
public record ApproveRequest(String by, long rollout, String digest, Optional<String> reason, Optional<String> override) {}
