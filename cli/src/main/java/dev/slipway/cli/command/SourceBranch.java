package dev.slipway.cli.command;

import dev.slipway.cli.client.ConfigFile;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** From which branch or tag a deploy comes, found where it is made. */
final class SourceBranch {
  private static final String TAG = "tag:";

  private SourceBranch() {}

  /** As GitHub and GitLab tell their jobs. A request to merge is built from what is no branch of the repository yet. */
  static Optional<String> ofPipeline(Map<String, String> environment) {
    Optional<String> tag = said(environment, "CI_COMMIT_TAG").or(
        () -> said(environment, "GITHUB_REF_TYPE").filter("tag"::equals).flatMap(t -> said(environment, "GITHUB_REF_NAME")));
    return tag.map(t -> TAG + t)
        .or(() -> said(environment, "CI_COMMIT_BRANCH"))
        .or(() -> said(environment, "GITHUB_REF_NAME").filter(r -> !environment.getOrDefault("GITHUB_REF_TYPE", "").equals("tag")));
  }

  /** As git tells in the folder of slipway.yaml; it is only asked where the file has rules for branches. */
  static Optional<String> ofWorkTree(ConfigFile config) {
    if (!config.text().contains("branches")) {
      return Optional.empty();
    }
    Path folder = Optional.ofNullable(config.path().toAbsolutePath().getParent()).orElse(config.path());
    try {
      Git git = new Git(folder);
      return answer(git.ask("symbolic-ref", "--quiet", "--short", "HEAD"))
          .or(() -> answer(git.ask("describe", "--exact-match", "--tags", "HEAD")).map(t -> TAG + t));
    } catch (ReleaseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> answer(Git.Answer said) {
    return Optional.of(said.out().strip()).filter(name -> said.ok() && !name.isEmpty());
  }

  private static Optional<String> said(Map<String, String> environment, String name) {
    return Optional.of(environment.getOrDefault(name, "")).filter(v -> !v.isBlank());
  }
}
