package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.server.problem.ConfigProblem;
import java.util.List;
import java.util.Optional;

/** Reads slipway.yaml and makes releases of it. */
public interface Configs {

  /** What came of reading: a configuration, or at least one problem. */
  record Reading(Optional<ServiceConfig> config, List<ConfigProblem> problems) {}

  /** Reads a text; {@code fileName} is for messages. */
  Reading read(String text, String fileName);

  /** One environment with one version of its artifact, resolved. */
  Release release(EnvironmentConfig environment, String version, Digest artifact);
}
