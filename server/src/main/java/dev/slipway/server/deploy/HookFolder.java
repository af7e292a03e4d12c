package dev.slipway.server.deploy;

import dev.slipway.core.rollout.Policy;
import java.nio.file.Path;
import java.util.List;

/** Lets hooks run where their author wrote them: in the folder of slipway.yaml. */
final class HookFolder {
  private HookFolder() {}

  /** The same policy with every hook begun in a folder. */
  static Policy in(Path folder, Policy policy) {
    return new Policy(
        policy.strategy(),
        policy.triggers(),
        policy.checks(),
        policy.keepStable(),
        policy.progressDeadline(),
        policy.onNoData(),
        policy.judge(),
        in(folder, policy.before()),
        in(folder, policy.after()),
        in(folder, policy.afterRollback()));
  }

  private static List<Policy.Hook> in(Path folder, List<Policy.Hook> hooks) {
    String quoted = "'" + folder.toString().replace("'", "'\\''") + "'";
    return hooks.stream().map(h -> new Policy.Hook(h.name(), "cd " + quoted + " || exit 1\n" + h.command(), h.timeout(), h.idempotent())).toList();
  }
}
