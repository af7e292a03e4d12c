package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.version.Bump;
import java.util.Optional;

/** What the files of a part say, as far as a plan needs it. */
public interface Written {
  /** The version that its files name, where they agree on one. */
  Optional<SemanticVersion> version(PackageRule part);

  /** How far what is written by hand in its changelog moves the version. */
  Bump handWritten(PackageRule part);
}
