package dev.slipway.distribution;

import dev.slipway.cli.SlipwayMain;
import dev.slipway.cli.command.Slipway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Path repository = repository(folder.resolve("repository"));
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
          List.of("release", "plan", "-C", repository.toString()),
          List.of("release", "changelog", "-C", repository.toString()),
          List.of("release", "changelog", "-C", repository.toString()),
          List.of("release", "plan", "--json", "-C", repository.toString()),
          List.of("validate-config", configuration.toString()),
          List.of("simulate", "production", "--runs", "2", "--file", configuration.toString()),
          List.of("plan", "production", "1.4.0", "--file", configuration.toString(), "--state", folder.toString()))) {
        // Whether a command succeeds does not matter here; what it loads on the way does.
        int status = Slipway.commandLine().execute(words.toArray(String[]::new));
        System.out.println(String.join(" ", words) + " → " + status);
      }
    }
  }

  /** A small repository with a release and a change; where there is no git, the commands say so, and that is trained. */
  private static Path repository(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path history = Files.writeString(folder.resolve("history"), """
        commit refs/heads/main
        committer A <a@example.com> 1700000000 +0000
        data 10
        feat: one

        tag v1.0.0
        from refs/heads/main
        tagger A <a@example.com> 1700000000 +0000
        data 0
        commit refs/heads/main
        committer A <a@example.com> 1700000001 +0000
        data 29
        fix(api)!: two

        Closes #12
        """);
    try {
      git(folder, null, "init", "-q", "-b", "main");
      git(folder, history, "fast-import", "--quiet");
      git(folder, null, "remote", "add", "origin", "https://github.com/example/shop.git");
    } catch (IOException e) {
      System.out.println("no git to train with: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return folder;
  }

  private static void git(Path folder, @Nullable Path input, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    System.out.println("git " + words[0] + " → " + builder.start().waitFor());
  }
}
