package dev.slipway.cli.pipeline;

/** Where pipelines run. */
public enum Forge {
  /** GitHub Actions. */
  GITHUB(".github/workflows/deliver.yml"),
  /** GitLab CI. */
  GITLAB(".gitlab-ci.yml");

  private final String file;

  Forge(String file) {
    this.file = file;
  }

  /** Where it looks for the pipeline, relative to the top of the repository. */
  public String file() {
    return file;
  }
}
