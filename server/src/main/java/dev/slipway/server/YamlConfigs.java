package dev.slipway.server;

import dev.slipway.adapters.docker.ComposeService;
import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.problem.ConfigProblem;
import dev.slipway.server.problem.Refused;
import java.util.List;
import java.util.Optional;

/** Reads slipway.yaml with its adapter. */
final class YamlConfigs implements Configs {
  @Override
  public Reading read(String text, String fileName) {
    return switch (SlipwayYaml.read(text, fileName)) {
      case ReadResult.Valid v -> new Reading(Optional.of(v.config()), List.of());
      case ReadResult.Invalid i ->
          new Reading(
              Optional.empty(),
              i.problems().stream().map(p -> new ConfigProblem(p.file(), p.line(), p.column(), p.code(), p.message(), Optional.of(p.hint()))).toList());
    };
  }

  @Override
  public EnvironmentConfig completed(EnvironmentConfig environment, String version) {
    try {
      return environment.platform().isEmpty() ? environment : ComposeService.completed(environment, version);
    } catch (OutsideException e) {
      throw new Refused(Refused.Kind.WRONG, e.code(), e.said(), "");
    }
  }
}
