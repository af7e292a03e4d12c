package dev.slipway.adapters.docker;

import dev.slipway.core.release.Digest;

/**
 * What compose runs of a service before Slipway has to do with it.
 *
 * @param version what the tag of its image says, or {@code adopted}
 * @param image the digest of its image
 * @param instances how many containers
 */
public record Standing(String version, Digest image, int instances) {}
