package dev.slipway.server.view;

import dev.slipway.core.release.Release;

/**
 * A release as clients see it: never its environment, in which secrets may stand.
 *
 * @param instances how many carry all traffic
 */
public record ReleaseView(String id, String version, String artifact, String configuration, int instances) {

  public static ReleaseView of(Release release) {
    return new ReleaseView(
        release.id().value(),
        release.version(),
        release.artifact().toString(),
        release.configuration().toString(),
        release.run().instances());
  }
}
