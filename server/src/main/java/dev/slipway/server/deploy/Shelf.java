package dev.slipway.server.deploy;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import java.io.IOException;
import java.nio.file.Path;

/** The platform's own keeping of artifacts, only looked at. */
public interface Shelf {
  /** Whether everything that is needed to start a release is kept here. */
  boolean keeps(Release release);

  /** The digest under which an artifact would be kept. */
  Digest digest(Path artifact) throws IOException;
}
