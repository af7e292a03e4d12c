package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which target a command is about: an environment of the service that slipway.yaml names, or SERVICE/ENV in full. */
final class TargetOptions {
  @Parameters(index = "0", paramLabel = "ENV", description = "environment, or SERVICE/ENV")
  String environment = "";

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
  Optional<Path> file = Optional.empty();

  /** Who asks, as it is written to the journal. */
  static String by() {
    String by = System.getenv("SLIPWAY_BY");
    return by != null && !by.isBlank() ? by : System.getProperty("user.name", "unknown");
  }

  /** A body that says who asks. */
  static ObjectNode body() {
    return Api.JSON.createObjectNode().put("by", by());
  }

  /** {@code /targets/SERVICE/ENV}. */
  String path(Api api) {
    if (environment.indexOf('/') > 0) {
      return "/targets/" + environment;
    }
    Optional<Path> config = file.or(ConfigFile::nearest);
    if (config.isPresent()) {
      Optional<String> service = ConfigFile.find(config).service();
      if (service.isPresent()) {
        return "/targets/" + service.get() + "/" + environment;
      }
    }
    return "/targets/" + onlyServiceWith(api);
  }

  private String onlyServiceWith(Api api) {
    List<String> found = new ArrayList<>();
    for (JsonNode target : api.get("/targets").path("targets")) {
      if (target.path("environment").asText().equals(environment)) {
        found.add(target.path("service").asText() + "/" + environment);
      }
    }
    if (found.size() != 1) {
      throw new CliException(
          Exit.WRONG_USE,
          "SLW-6011 there is no slipway.yaml here and " + (found.isEmpty() ? "no service has an environment " + environment : "several services have it: " + String.join(", ", found))
              + ". Nothing was changed. Say SERVICE/ENV or name the file with --file");
    }
    return found.getFirst();
  }
}
