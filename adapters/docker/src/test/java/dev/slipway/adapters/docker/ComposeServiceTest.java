package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComposeServiceTest {
  private static final String SLIPWAY = """
      service: shop
      artifact: { compose: { service: web } }
      env: { LOG: debug }
      environments: { staging: { platform: docker, listen: 8080 } }
      """;
  @TempDir Path folder;

  private EnvironmentConfig read(String compose) throws IOException {
    Path project = Files.createDirectories(folder.resolve("Shop.Project"));
    Files.writeString(project.resolve("docker-compose.yml"), compose);
    Files.writeString(project.resolve(".env"), "REGISTRY=registry.example.com\n# a remark\nEMPTY=\n");
    ReadResult.Valid valid = (ReadResult.Valid) SlipwayYaml.read(SLIPWAY, "slipway.yaml");
    return ComposeService.completed(valid.config().environments().get("staging").platformFrom(project), "1.4.0");
  }

  @Test
  void a_service_is_read_with_its_networks_volumes_limits_and_secrets() throws IOException {
    EnvironmentConfig read = read("""
        services:
          web:
            image: ${REGISTRY}/shop:${VERSION:?which}
            command: serve --name "two words"
            environment: { LOG: info, MODE: "${EMPTY:-usual}", PRICE: $$5 }
            ports: ["8080:80"]
            networks: [front, back]
            volumes: ["uploads:/data", "./conf:/etc/shop:ro"]
            secrets: [key]
            stop_grace_period: 1m30s
            deploy: { resources: { limits: { cpus: "0.50", memory: 64M, pids: 100 } } }
            depends_on: [redis]
          redis: { image: redis }
        networks: { back: { name: shared } }
        volumes: { uploads: {} }
        secrets: { key: { file: ./key.txt } }
        """);
    ContainerSpec container = ((PlatformSpec.Docker) read.platform().orElseThrow()).container();
    Path project = folder.resolve("Shop.Project");
    assertEquals("registry.example.com/shop:1.4.0", read.artifact().file());
    assertEquals(Map.of("LOG", "debug", "MODE", "usual", "PRICE", "$5"), read.environment());
    assertEquals(Optional.of(64L << 20), read.memoryLimitBytes());
    assertEquals(Duration.ofSeconds(90), read.stopGrace());
    assertEquals(80, container.port());
    assertEquals(List.of("serve", "--name", "two words"), container.command());
    assertEquals(List.of("shopproject_front", "shared"), container.networks().stream().map(ContainerSpec.Network::name).toList());
    assertEquals(List.of("shopproject_uploads:/data", project.resolve("conf") + ":/etc/shop:ro"), container.volumes());
    assertEquals(List.of(new ContainerSpec.Secret("key", "${file:" + project.resolve("key.txt") + "}")), container.secrets());
    assertEquals(List.of(500, 100), List.of(container.milliCpus().orElseThrow(), container.pids().orElseThrow()));
  }

  @Test
  void what_containers_cannot_have_or_the_file_lacks_is_refused() {
    for (String[] wrong : List.of(
        new String[] {"services: { web: { image: a, expose: [80], privileged: true } }", "privileged"},
        new String[] {"services: { api: { image: a } }", "no service web"},
        new String[] {"services: { web: { image: \"a:${TAG}\", expose: [80] } }", "TAG"},
        new String[] {"services: { web: { image: a } }", "neither expose nor ports"},
        new String[] {"services: { web: { expose: [80] } }", "no image"},
        new String[] {"services: [", "cannot be read"})) {
      OutsideException refused = assertThrows(OutsideException.class, () -> read(wrong[0]));
      assertEquals("SLW-3120", refused.code());
      assertTrue(refused.said().contains(wrong[1]), refused::said);
    }
  }
}
