package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.text.NearestName;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.server.problem.Refused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** From a request to what it asks for: the environment of a slipway.yaml, where it runs and what is shipped there. */
public final class Preparation {
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._+-]{0,99}";

  private final Configs configs;
  private final Places places;

  public Preparation(Configs configs, Places places) {
    this.configs = configs;
    this.places = places;
  }

  /** What a request asks for, in full. */
  record Prepared(
      EnvironmentConfig environment, TargetSettings settings, Policy policy, Shipment artifact, Places.Place place,
      Function<String, EnvironmentConfig> ofVersion) {
    Staging staging() {
      return new Staging(place.platform(), place.shelf());
    }

    /** Who is told of this environment. */
    Optional<Receivers> receivers() {
      return environment.receivers().isEmpty() ? Optional.empty() : Optional.of(new Receivers(environment.receivers()));
    }

    Prepared with(int instances) {
      return environment.instances() > 0 ? this : new Prepared(environment.with(instances), settings, policy, artifact, place, ofVersion);
    }
  }

  /** Reads it all; changes nothing. */
  Prepared of(TargetId target, DeployRequest request, TargetState before) {
    if (!request.version().matches(VERSION)) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2036", "\"" + request.version() + "\" cannot be a version. Nothing changed",
          "Letters, digits, dots, dashes, plus signs and underscores, as in 1.4.0 or 2026-03-01+build.7");
    }
    Path file = Path.of(request.configFile());
    if (!file.isAbsolute()) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-5101", "configFile is not absolute: " + file + ". Nothing changed",
          "Send the path that the server can resolve artifacts from");
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    EnvironmentConfig said = environment(target, read(request), request.configFile()).platformFrom(folder);
    EnvironmentConfig environment = configs.completed(said, request.version());
    TargetSettings settings = environment.settingsFrom(folder);
    return new Prepared(
        environment, settings, PolicyFolder.in(folder, environment.policy()), shipment(folder, environment, request),
        place(environment, settings, before), version -> configs.completed(said, version));
  }

  private Places.Place place(EnvironmentConfig environment, TargetSettings settings, TargetState before) {
    Places.Place place = places.of(before, settings.router());
    return new Places.Place(place.platform(), place.shelf(), place.standing().or(() -> places.standing(environment, settings, before)));
  }

  private static Shipment shipment(Path folder, EnvironmentConfig environment, DeployRequest request) {
    String image = environment.artifact().fileOf(request.version());
    if (environment.platform().isPresent()) {
      return new Shipment.Image(image, environment.platform().get());
    }
    return environment.artifact().isImage() ? new Shipment.PodImage(image)
        : new Shipment.Files(ArtifactFile.find(folder, environment.artifact().file(), request.version()));
  }

  private ServiceConfig read(DeployRequest request) {
    Configs.Reading reading = configs.read(request.configText(), request.configFile());
    return reading.config().orElseThrow(
            () -> {
              int n = reading.problems().size();
              return new Refused(
                  Refused.Kind.WRONG, "SLW-1000", request.configFile() + " has " + (n == 1 ? "a fault" : n + " faults")
                      + ". Nothing changed",
                  "", reading.problems());
            });
  }

  private static EnvironmentConfig environment(TargetId target, ServiceConfig config, String file) {
    if (!config.service().equals(target.service())) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2037", file + " is of service " + config.service() + ", not " + target.service() + ". Nothing changed",
          "Ask for " + config.service() + "/" + target.environment());
    }
    EnvironmentConfig environment = config.environments().get(target.environment());
    if (environment == null) {
      String hint =
          NearestName.of(target.environment(), config.environments().keySet())
              .map(n -> "Did you mean " + n + "?")
              .orElse("There are: " + String.join(", ", config.environments().keySet()));
      throw new Refused(Refused.Kind.UNKNOWN, "SLW-2030", file + " has no environment " + target.environment() + ". Nothing changed", hint);
    }
    return environment;
  }
}
