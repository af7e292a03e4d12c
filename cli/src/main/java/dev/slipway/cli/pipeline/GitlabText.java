package dev.slipway.cli.pipeline;

/** A pipeline as GitLab CI reads it. */
final class GitlabText {
  private GitlabText() {}

  static String of(Pipeline p) {
    Lines out = new Lines();
    out.at(0, "# Tests, builds and delivers " + p.kind() + ". Written by `slipway init --ci gitlab`; from here on it is yours.");
    out.at(0, """
        # What it needs, under Settings of the project:
        #   variables SLIPWAY_ARCHIVE and SLIPWAY_SHA256: address and checksum of a Slipway archive, where the image does not have it;
        #   a runner with the tag slipway on the machine of each server, for a server takes the artifact from its own disk;
        #   SLIPWAY_SERVER and SLIPWAY_TOKEN (masked) for each environment whose server is not the runner's own;
        #   production as a protected environment with approvers: production also waits for a click.""");
    if (p.environments().size() < BranchRules.ALL.size()) {
      out.at(0, "# Branch rules for the other environments (" + BranchRules.absent(p.environments())
          + ") come with their entries in slipway.yaml.");
    }
    out.at(0, "stages: [verify, deploy]").at(0, "verify:").at(1, "stage: verify").at(1, "image: " + p.image()).at(1, "timeout: 30 minutes");
    out.at(1, "script:");
    script(out, Pipeline.toolScript("export PATH=\"$HOME/.slipway-tool/bin:$PATH\""));
    boolean early = !p.artifact().contains("${version}");
    if (early) {
      script(out, target(p));
    }
    p.steps().forEach(s -> script(out, s.run()));
    if (!early) {
      script(out, target(p));
    }
    script(out, p.gateScript());
    script(out, p.packScript());
    out.at(1, "artifacts:").at(2, "paths: [release.tar.gz]\nexpire_in: 30 days\nreports:\n  dotenv: target.env");
    p.environments().forEach(e -> deploy(out, e));
    return out.toString();
  }

  private static void script(Lines out, String script) {
    out.at(2, "- |").at(3, script);
  }

  private static String target(Pipeline p) {
    return p.versionScript("${CI_COMMIT_TAG:-}", "$CI_COMMIT_REF_NAME", "$CI_PIPELINE_IID")
        + "\nexport VERSION=\"$version\"\necho \"VERSION=$version\" > target.env";
  }

  private static void deploy(Lines out, String environment) {
    out.at(0, "deploy-" + environment + ":").at(1, "stage: deploy\nneeds:\n  - job: verify\n    artifacts: true");
    out.at(1, "tags: [slipway]").at(1, "environment: " + environment).at(1, "resource_group: "
        + environment).at(1, "variables:\n  GIT_STRATEGY: none");
    out.at(1, "rules:");
    out.at(2, "- if: " + BranchRules.gitlab(environment));
    if (environment.equals("production")) {
      out.at(3, "when: manual");
    }
    out.at(1, "script:");
    script(out, "tar -xzf release.tar.gz");
    script(out, "SLIPWAY_BY=\"$GITLAB_USER_LOGIN\" slipway deploy " + environment
        + " \"$VERSION\" --reason \"pipeline $CI_PIPELINE_IID of $CI_COMMIT_SHA\"");
  }
}
