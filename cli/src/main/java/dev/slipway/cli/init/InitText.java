package dev.slipway.cli.init;

import java.util.TreeMap;
import java.util.regex.Pattern;

/** The text of a first slipway.yaml. */
final class InitText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./$][^\\n\\t]*[^\\s:]|[A-Za-z./$]");

  private InitText() {}

  static String of(Recipe recipe, String kind, int staging, int production) {
    StringBuilder text = new StringBuilder();
    text.append("# What Slipway ships, and how it reaches each environment. Written by `slipway init` for ").append(kind).append(".\n");
    text.append("# Every key and its default: docs/configuration.md. Check a change with: slipway validate-config\n");
    recipe.notes().forEach(n -> text.append("# Note: ").append(n).append('\n'));
    text.append("service: ").append(scalar(recipe.service())).append("\n\n");
    text.append(artifact(recipe)).append(health(recipe)).append(variables(recipe));
    return text.append(environments(staging, production)).toString();
  }

  private static String artifact(Recipe recipe) {
    String made = recipe.build().map(b -> "    # Made by: " + b + "\n").orElse("");
    String version = recipe.file().contains("${version}") ? "    # ${version} is the version you deploy.\n"
        : "    # Kept by its content: a version you deploy stays what it was, whatever lies here later.\n";
    return "artifact:\n  process:\n"
        + made + version
        + "    file: " + scalar(recipe.file()) + "\n"
        + "    # ${artifact} is where the file or folder is kept; every instance has a ${port} of its own, also in the variable PORT.\n"
        + "    run: " + scalar(recipe.run()) + "\n\n";
  }

  private static String health(Recipe recipe) {
    return recipe.ready()
        .map(r -> "health:\n  # An instance gets traffic once this answers 2xx.\n  ready: " + scalar(r) + "\n\n")
        .orElse("# An instance gets traffic once it accepts connections. A path that answers 2xx when it is ready says more:\n# health: { "
            + "ready: /ready }\n\n");
  }

  private static String variables(Recipe recipe) {
    if (recipe.variables().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("env:\n");
    new TreeMap<>(recipe.variables()).forEach((name, value) -> text.append("  ").append(name).append(": ").append(scalar(value))
        .append('\n'));
    return text.append('\n').toString();
  }

  private static String environments(int staging, int production) {
    return """
        environments:
          staging:
            # The address people use, on this machine only; 0.0.0.0:%1$d would be open to everybody.
            listen: %1$d
            replicas: 2
            # The new release starts beside the old one and takes all traffic at once, when it is ready.
            strategy:
              blue-green: { bake: 10s }
            # Nobody may be using staging: go on, on the health of the instances alone.
            on-no-data: promote

          production:
            listen: %2$d
            replicas: 2
            # A tenth of the traffic first, then half, then all, each watched for a while.
            strategy:
              canary: { steps: [10%%, 50%%, 100%%], bake: 30s }
            # The old release stays warm for so long: slipway rollback production takes a moment.
            keep-stable: 1h
            # The new release is compared with the old one beside it, and goes back by itself once it is shown to be worse.
            judge:
              # At most this chance that a rollout of a release that is not worse goes back.
              false-alarms: 1%%
              # A bake that ends without an answer, mostly for want of traffic: wait for more, or for slipway promote production.
              on-inconclusive: hold
            # Fixed limits beside it, for what is wrong whatever the old release does.
            rollback-when:
              - error-rate > 5%% for 10s
              - p95 > 1s for 20s
              - failing-health > 50%% for 5s
            # Nothing to judge by: wait for traffic, or for slipway promote production.
            on-no-data: hold
        """
        .formatted(staging, production);
  }

  /** As it is where YAML reads it as this text, else in single quotes. */
  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !text.contains(": ") && !text.contains(" #")
        && !text.matches("(?i)true|false|null|yes|no|\\.inf|\\.nan|\\.[0-9].*");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
