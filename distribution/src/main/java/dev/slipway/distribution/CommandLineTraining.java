package dev.slipway.distribution;

import dev.slipway.cli.SlipwayMain;
import dev.slipway.cli.command.Slipway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What people run most, against a server that has one target. */
final class CommandLineTraining {
  private static final String TARGETS =
      """
      {"targets":[{"target":"shop/production","service":"shop","environment":"production","stable":{"version":"1.4.0"},"instances":[],"split":{}}]}""";

  private static final String CONFIGURATION =
      """
      service: shop
      artifact:
        process: { file: "dist/shop-${version}.jar", run: "java -jar ${artifact} --port ${port}" }
      health: { ready: /ready, live: /live }
      environments:
        production: { platform: process, replicas: 2, router: embedded, listen: 8080, strategy: blue-green }
      """;

  private CommandLineTraining() {}

  static void run(Path folder) throws IOException {
    SlipwayMain.main(new String[] {"--version"});
    Path configuration = Files.writeString(folder.resolve("slipway.yaml"), CONFIGURATION);
    try (CannedAnswers server = new CannedAnswers(TARGETS)) {
      Path token = folder.resolve("token");
      Files.writeString(token, "training");
      Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(
          folder.resolve("server.json"), "{\"pid\":" + ProcessHandle.current().pid() + ",\"url\":\"http://127.0.0.1:" + server.port()
              + "\"}");
      for (List<String> words : List.of(
          List.of("--help"),
          List.of("deploy", "--help"),
          List.of("status", "--state", folder.toString()),
          List.of("status", "production", "--json", "--state", folder.toString()),
          List.of("history", "shop/production", "--state", folder.toString()),
          List.of("gate", "--gate", "secrets=" + folder),
          List.of("validate-config", configuration.toString()),
          List.of("simulate", "production", "--runs", "2", "--file", configuration.toString()),
          List.of("plan", "production", "1.4.0", "--file", configuration.toString(), "--state", folder.toString()))) {
        run(words);
      }
    }
  }

  /** What releases need: a cache of their own, for it may hold linked classes where it holds few. */
  static void releases(Path folder) throws IOException {
    String repository = TrainingRepository.in(folder.resolve("repository")).toString();
    for (List<String> words : List.of(
        List.of("release", "plan", "-C", repository),
        List.of("release", "plan", "--json", "-C", repository),
        List.of("release", "changelog", "-C", repository),
        List.of("release", "changelog", "-C", repository),
        List.of("release", "cut", "--dry-run", "-C", repository),
        List.of("release", "cut", "-C", repository))) {
      run(words);
    }
  }

  /** Whether a command succeeds does not matter here; what it loads on the way does. */
  private static void run(List<String> words) {
    String[] arguments = words.toArray(String[]::new);
    System.out.println(String.join(" ", words) + " → " + Slipway.commandLine(arguments).execute(arguments));
  }
}
