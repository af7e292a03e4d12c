package dev.slipway.simulator.world;

import dev.slipway.core.release.ReleaseId;

/**
 * What one release gets at this moment.
 *
 * @param percent its share of all requests
 * @param answered whether any of its instances answers
 * @param stopped whether an instance that Slipway has stopped may be asked
 */
public record Share(ReleaseId release, int percent, boolean answered, boolean stopped) {}
