package dev.slipway.cli.pipeline;

/** A pipeline as GitHub Actions reads it. */
final class GithubText {
  private GithubText() {}

  static String of(Pipeline p) {
    Lines out = new Lines();
    head(out, p);
    out.at(0, "jobs:").at(1, "verify:").at(2, """
        runs-on: ubuntu-latest
        timeout-minutes: 30
        outputs:
          environment: ${{ steps.target.outputs.environment }}
          version: ${{ steps.target.outputs.version }}
        steps:""");
    out.at(3, "- uses: actions/checkout@v4").at(4, "with:").at(5, "persist-credentials: false");
    out.at(3, p.setup());
    tool(out);
    boolean early = !p.artifact().contains("${version}");
    if (early) {
      target(out, p);
    }
    p.steps().forEach(s -> step(out, s));
    if (!early) {
      target(out, p);
    }
    out.at(3, "- name: Gates").script(4, "run", p.gateScript());
    out.at(3, "- name: Pack").at(4, "if: steps.target.outputs.environment != ''").script(4, "run", p.packScript());
    out.at(3, "- uses: actions/upload-artifact@v4").at(4, "if: steps.target.outputs.environment != ''").at(4, "with:")
        .at(5, "name: release\npath: release.tar.gz\nretention-days: 30");
    if (!p.environments().isEmpty()) {
      deploy(out);
    }
    return out.toString();
  }

  private static void head(Lines out, Pipeline p) {
    out.at(0, "# Tests, builds and delivers " + p.kind() + ". Written by `slipway init --ci github`; from here on it is yours.");
    out.at(0, """
        # What it needs, under Settings of the repository:
        #   variables SLIPWAY_ARCHIVE and SLIPWAY_SHA256: address and checksum of a Slipway archive, where no runner has it installed;
        #   a runner of your own on the machine of each server, for a server takes the artifact from its own disk;
        #   SLIPWAY_SERVER (variable) and SLIPWAY_TOKEN (secret) for each environment whose server is not the runner's own;
        #   required reviewers on the environment production: that is the approval before it.""");
    if (p.environments().size() < BranchRules.ALL.size()) {
      out.at(0, "# Branch rules for the other environments (" + BranchRules.absent(p.environments())
          + ") come with their entries in slipway.yaml.");
    }
    out.at(0, """
        name: deliver
        on:
          push:
            branches: [develop, main, 'release/**']
            tags: ['v*']
          pull_request:
        permissions:
          contents: read
        concurrency:
          group: deliver-${{ github.ref }}
          cancel-in-progress: ${{ github.event_name == 'pull_request' }}""");
  }

  private static void tool(Lines out) {
    out.at(3, "- name: Get Slipway").at(4, "env:").at(5, """
        SLIPWAY_ARCHIVE: ${{ vars.SLIPWAY_ARCHIVE }}
        SLIPWAY_SHA256: ${{ vars.SLIPWAY_SHA256 }}""")
        .script(4, "run", Pipeline.toolScript("echo \"$HOME/.slipway-tool/bin\" >> \"$GITHUB_PATH\""));
  }

  private static void target(Lines out, Pipeline p) {
    String environments = """
        environment=""
        if [ "$GITHUB_EVENT_NAME" = push ]; then
          case "$GITHUB_REF" in
        %s    *) ;;
          esac
        fi
        echo "environment=$environment" >> "$GITHUB_OUTPUT"
        echo "version=$version" >> "$GITHUB_OUTPUT"
        echo "VERSION=$version" >> "$GITHUB_ENV"
        """.formatted(BranchRules.github(p.environments()));
    String tag = "tag=\"\"\nif [ \"$GITHUB_REF_TYPE\" = tag ]; then tag=\"$GITHUB_REF_NAME\"; fi\n";
    out.at(3, "- name: Version and environment").at(4, "id: target")
        .script(4, "run", tag + p.versionScript("$tag", "$GITHUB_REF_NAME", "$GITHUB_RUN_NUMBER") + "\n" + environments);
  }

  private static void step(Lines out, Pipeline.Step step) {
    out.at(3, "- name: " + step.name()).script(4, "run", step.run());
  }

  private static void deploy(Lines out) {
    out.at(1, "deploy:").at(2, """
        needs: verify
        if: needs.verify.outputs.environment != ''
        runs-on: self-hosted
        timeout-minutes: 360
        environment: ${{ needs.verify.outputs.environment }}
        concurrency:
          group: deploy-${{ needs.verify.outputs.environment }}
          cancel-in-progress: false
        steps:
          - uses: actions/download-artifact@v4
            with:
              name: release""");
    out.at(3, "- name: Unpack").script(4, "run", "tar -xzf release.tar.gz");
    out.at(3, "- name: Deploy").at(4, "env:").at(5, """
        ENVIRONMENT: ${{ needs.verify.outputs.environment }}
        VERSION: ${{ needs.verify.outputs.version }}
        SLIPWAY_BY: ${{ github.actor }}
        SLIPWAY_SERVER: ${{ vars.SLIPWAY_SERVER }}
        SLIPWAY_TOKEN: ${{ secrets.SLIPWAY_TOKEN }}""");
    out.script(4, "run", """
        slipway deploy "$ENVIRONMENT" "$VERSION" --reason "$GITHUB_WORKFLOW run $GITHUB_RUN_NUMBER of $GITHUB_SHA\"""");
  }
}
