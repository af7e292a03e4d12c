package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Where a deploy comes from: said, or found in what the pipelines of GitHub and GitLab say. */
final class ProvenanceOptions {
  private static final int GIT_SECONDS = 5;

  @Option(names = "--commit", paramLabel = "HASH",
      description = "the commit that was built; in a pipeline of GitHub or GitLab it is known. Its time is asked of the repository here")
  private Optional<String> commit = Optional.empty();

  @Option(names = "--run", paramLabel = "TEXT", description = "the pipeline's run; in GitHub or GitLab it is known")
  private Optional<String> run = Optional.empty();

  @Option(names = "--ticket", paramLabel = "TEXT", description = "the change's ticket")
  private Optional<String> ticket = Optional.empty();

  /** What of it is known. */
  Optional<ObjectNode> toSend(Map<String, String> environment, Path config) {
    ObjectNode sent = Api.JSON.createObjectNode();
    Optional<String> built = commit.or(() -> first(environment, "GITHUB_SHA", "CI_COMMIT_SHA"));
    built.ifPresent(c -> {
      sent.put("commit", c);
      committedAt(c, config).ifPresent(at -> sent.put("committedAt", at));
    });
    run.or(() -> pipeline(environment)).ifPresent(r -> sent.put("run", r));
    ticket.ifPresent(t -> sent.put("ticket", t));
    return sent.isEmpty() ? Optional.empty() : Optional.of(sent);
  }

  private static Optional<String> pipeline(Map<String, String> environment) {
    Optional<String> github = first(environment, "GITHUB_RUN_ID").map(id -> environment.getOrDefault("GITHUB_SERVER_URL", "") + "/"
        + environment.getOrDefault("GITHUB_REPOSITORY", "") + "/actions/runs/" + id);
    return github.or(() -> first(environment, "CI_PIPELINE_URL", "CI_PIPELINE_ID"));
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Absent where there is no git, no repository, or not this commit in it, as in a shallow clone: nothing else depends on it. */
  private static Optional<String> committedAt(String commit, Path config) {
    if (!commit.matches("[0-9a-fA-F]{7,64}")) {
      return Optional.empty();
    }
    try {
      ProcessBuilder git = new ProcessBuilder(List.of("git", "show", "-s", "--format=%ct", commit + "^{commit}"))
          .redirectError(ProcessBuilder.Redirect.DISCARD);
      Optional.ofNullable(config.toAbsolutePath().getParent()).ifPresent(folder -> git.directory(folder.toFile()));
      Process process = git.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean good = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 && said.matches("[0-9]{1,12}");
      return good ? Optional.of(Instant.ofEpochSecond(Long.parseLong(said)).toString()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
