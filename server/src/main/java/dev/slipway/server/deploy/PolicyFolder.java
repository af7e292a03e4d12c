package dev.slipway.server.deploy;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.rollout.Policy;
import java.nio.file.Path;
import java.util.List;

/** Lets hooks run, and files of measurements be read, where their author wrote them: in the folder of slipway.yaml. */
final class PolicyFolder {
  private PolicyFolder() {}

  /** The same policy with every hook begun in a folder, and every file read from there. */
  static Policy in(Path folder, Policy policy) {
    return new Policy(
        policy.strategy(),
        policy.triggers(),
        policy.checks(),
        policy.keepStable(),
        policy.progressDeadline(),
        policy.onNoData(),
        policy.judge().readingFrom(policy.judge().sources().stream().map(s -> in(folder, s)).toList()),
        in(folder, policy.before()),
        in(folder, policy.after()),
        in(folder, policy.afterRollback()),
        policy.validation().map(all -> all.stream().map(c -> in(folder, c)).toList()));
  }

  private static CheckSpec in(Path folder, CheckSpec check) {
    return switch (check.kind()) {
      case CheckKind.Command c -> check.looking(new CheckKind.Command(begun(folder, c.command()), c.timeout()));
      case CheckKind.Document d when !d.source().startsWith("/") ->
          check.looking(new CheckKind.Document(folder.resolve(d.source()).normalize().toUri().toString()));
      case CheckKind.Document d -> check;
      case CheckKind.Request r -> check;
      case CheckKind.Flow f -> check;
      case CheckKind.Load l -> check;
      case CheckKind.Group g -> check;
      case CheckKind.Usual u -> check;
    };
  }

  private static String begun(Path folder, String command) {
    return "cd '" + folder.toString().replace("'", "'\\''") + "' || exit 1\n" + command;
  }

  private static SourceSpec in(Path folder, SourceSpec source) {
    return switch (source.kind()) {
      case PROMETHEUS -> new SourceSpec(
          source.name(), source.kind(), source.location(), source.timeout(), source.lag(),
          source.access().map(a -> a.from(file -> folder.resolve(file).toString())));
      case CSV -> new SourceSpec(
          source.name(), source.kind(), folder.resolve(source.location()).toString(), source.timeout(), source.lag());
    };
  }

  private static List<Policy.Hook> in(Path folder, List<Policy.Hook> hooks) {
    return hooks.stream().map(h -> new Policy.Hook(h.name(), begun(folder, h.command()), h.timeout(), h.idempotent())).toList();
  }
}
