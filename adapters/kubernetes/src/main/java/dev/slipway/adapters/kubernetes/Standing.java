package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;

/**
 * What runs in a Deployment of the team's before Slipway has to do with it.
 *
 * @param version what the tag of its image says, or {@code adopted}
 * @param digest of what its pods are like
 * @param instances how many pods it is scaled to
 */
public record Standing(String version, Digest digest, int instances) {}
