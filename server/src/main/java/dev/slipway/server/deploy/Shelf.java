package dev.slipway.server.deploy;

import dev.slipway.core.release.Release;

/** The platform's own keeping of artifacts. */
public interface Shelf {
  /** Whether everything that is needed to start a release is kept here. */
  boolean keeps(Release release);
}
