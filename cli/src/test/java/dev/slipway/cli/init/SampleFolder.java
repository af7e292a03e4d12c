package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A folder of somebody's, and what is written into it. */
abstract class SampleFolder {
  @TempDir Path folder;

  record Written(ServiceConfig config, String kind, String next, List<String> notes) {
    EnvironmentConfig staging() {
      return config.environments().get("staging");
    }

    Artifact artifact() {
      return staging().artifact();
    }
  }

  final Written write() throws IOException {
    InitFile.Outcome.Written written = assertInstanceOf(InitFile.Outcome.Written.class, InitFile.write(folder, p -> true));
    return read(written.kind(), written.next(), written.notes());
  }

  /** What was written must be a slipway.yaml without a fault, and YAML to every other reader too. */
  final Written read(String kind, String next, List<String> notes) throws IOException {
    Path file = folder.resolve("slipway.yaml");
    ReadResult result = SlipwayYaml.read(file);
    assertInstanceOf(Map.class, new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    return new Written(assertInstanceOf(ReadResult.Valid.class, result, result::toString).config(), kind, next, notes);
  }

  static String pom(String head, String rest) {
    return "<project>" + head + "<dependencies>" + rest + "</dependencies></project>";
  }

  final void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
