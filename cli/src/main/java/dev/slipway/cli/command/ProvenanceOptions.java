package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a deploy comes from: said, or found in what the pipelines of GitHub and GitLab say. */
final class ProvenanceOptions {
  @Option(names = "--commit", paramLabel = "HASH",
      description = "the commit that was built; in a pipeline of GitHub or GitLab it is known. Its time is asked of the repository here")
  private Optional<String> commit = Optional.empty();

  @Option(names = "--run", paramLabel = "TEXT", description = "the pipeline's run; in GitHub or GitLab it is known")
  private Optional<String> run = Optional.empty();

  @Option(names = "--ticket", paramLabel = "TEXT", description = "the change's ticket")
  private Optional<String> ticket = Optional.empty();

  @Option(names = "--branch", paramLabel = "NAME",
      description = "the branch, or tag:NAME, that was built; in a pipeline of GitHub or GitLab it is known, and in a work tree of git "
          + "where a "
          + "rule asks for it")
  private Optional<String> branch = Optional.empty();

  /** What of it is known. */
  Optional<ObjectNode> toSend(Map<String, String> environment, ConfigFile config) {
    ObjectNode sent = Api.JSON.createObjectNode();
    Optional<String> built = commit.or(() -> first(environment, "GITHUB_SHA", "CI_COMMIT_SHA"));
    built.ifPresent(c -> {
      sent.put("commit", c);
      committedAt(c, config.path()).ifPresent(at -> sent.put("committedAt", at));
    });
    run.or(() -> pipeline(environment)).ifPresent(r -> sent.put("run", r));
    ticket.ifPresent(t -> sent.put("ticket", t));
    branch.or(() -> SourceBranch.ofPipeline(environment)).or(() -> SourceBranch.ofWorkTree(config)).ifPresent(b -> sent.put("branch", b));
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
    Path folder = Optional.ofNullable(config.toAbsolutePath().getParent()).orElse(config);
    try {
      Git.Answer said = new Git(folder).ask("show", "-s", "--format=%ct", "--end-of-options", commit + "^{commit}");
      return Optional.of(said.out().strip()).filter(seconds -> said.ok() && seconds.matches("[0-9]{1,12}"))
          .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)).toString());
    } catch (ReleaseException e) {
      return Optional.empty();
    }
  }
}
