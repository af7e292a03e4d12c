package dev.slipway.cli.rehearse;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.NearestName;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.simulator.rehearsal.Cast;
import java.time.Duration;
import java.util.Set;

/** Finds in a slipway.yaml who takes part in a rehearsal. */
public final class WrittenCast {
  private WrittenCast() {}

  /**
   * The cast of an environment.
   *
   * @param target ENV or SERVICE/ENV
   */
  public static Cast of(ConfigFile config, String target, Duration readyAfter, Duration patience) {
    String file = config.path().getFileName().toString();
    return switch (SlipwayYaml.read(config.text(), file)) {
      case ReadResult.Invalid invalid -> throw new CliException(Exit.WRONG_USE, invalid.render());
      case ReadResult.Valid valid -> {
        EnvironmentConfig environment = environment(valid.config(), target.substring(target.indexOf('/') + 1), file);
        Duration deadline = environment.health().startupDeadline();
        yield Cast.of(valid.config().service(), environment, readyAfter.compareTo(deadline) > 0 ? deadline : readyAfter, patience);
      }
    };
  }

  private static EnvironmentConfig environment(ServiceConfig config, String name, String file) {
    EnvironmentConfig environment = config.environments().get(name);
    if (environment == null) {
      Set<String> names = config.environments().keySet();
      String hint = NearestName.of(name, names).map(n -> "Did you mean " + n + "?").orElse("There are: " + String.join(", ", names));
      throw new CliException(Exit.WRONG_USE, "SLW-2030 " + file + " has no environment " + name + ". Nothing was played. " + hint);
    }
    return environment;
  }
}
