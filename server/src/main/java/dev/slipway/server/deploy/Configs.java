package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.server.problem.ConfigProblem;
import java.util.List;
import java.util.Optional;

/** Reads slipway.yaml. */
public interface Configs {

  /**
   * What came of reading.
   *
   * @param config present when there are no problems
   * @param problems at least one where there is no configuration
   */
  record Reading(Optional<ServiceConfig> config, List<ConfigProblem> problems) {}

  /** Reads a text; {@code fileName} is for messages. */
  Reading read(String text, String fileName);

  /**
   * The same environment with what its file leaves to another one, such as a compose file.
   *
   * @param environment with absolute paths
   */
  default EnvironmentConfig completed(EnvironmentConfig environment, String version) {
    return environment;
  }
}
