package dev.slipway.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that runs pipelines, with a slipway on its path. */
final class Runner {
  private final Path home;
  private final Path tools;

  Runner(Path home) throws IOException {
    this.home = home;
    this.tools = Files.createDirectory(home.resolve("tools"));
    Path slipway = tools.resolve("slipway");
    Files.writeString(slipway, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
        + System.getProperty("java.class.path") + "' dev.slipway.cli.SlipwayMain \"$@\"\n");
    Files.setPosixFilePermissions(slipway, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What every step gets. */
  Map<String, String> variables() {
    String maven = Optional.ofNullable(System.getenv("MAVEN_HOME")).map(m -> ":" + m + "/bin").orElse("");
    return new HashMap<>(Map.of("PATH", tools + ":" + System.getenv("PATH") + maven, "JAVA_HOME", System.getProperty("java.home"),
        "SLIPWAY_STATE", home.resolve("state").toString()));
  }

  /** A sample in a repository of its own. */
  Path project(String kind) throws IOException, InterruptedException {
    Path folder = Samples.write(Files.createDirectory(home.resolve(kind)), kind);
    assertEquals(0, Shell.run(folder, Map.of(), List.of("git", "init", "-q", ".")).exit());
    return folder;
  }
}
