package dev.slipway.cli.client;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.text.NearestName;
import java.util.Set;

/**
 * An environment as it is written, for commands that need no server.
 *
 * @param target whose it is
 * @param config all that is written of it
 */
public record WrittenEnvironment(TargetId target, EnvironmentConfig config) {

  /**
   * Finds it.
   *
   * @param name ENV or SERVICE/ENV
   */
  public static WrittenEnvironment of(ConfigFile file, String name) {
    String shown = file.path().getFileName().toString();
    return switch (SlipwayYaml.read(file.text(), shown)) {
      case ReadResult.Invalid invalid -> throw new CliException(Exit.WRONG_USE, invalid.render());
      case ReadResult.Valid valid -> {
        String environment = name.substring(name.indexOf('/') + 1);
        EnvironmentConfig config = valid.config().environments().get(environment);
        if (config == null) {
          throw unknown(shown, environment, valid.config().environments().keySet());
        }
        yield new WrittenEnvironment(new TargetId(valid.config().service(), environment), config);
      }
    };
  }

  private static CliException unknown(String file, String name, Set<String> names) {
    String hint = NearestName.of(name, names).map(n -> "Did you mean " + n + "?").orElse("There are: " + String.join(", ", names));
    return new CliException(Exit.WRONG_USE, "SLW-2030 " + file + " has no environment " + name + ". Nothing was done. " + hint);
  }
}
