package dev.slipway.core.rollout;

import java.util.List;
import java.util.Map;

/**
 * How the environment of a deploy is written, whole.
 *
 * @param keys as in slipway.yaml with every default filled in; secrets are references
 * @param changed in what it is otherwise than in the deploy before, each key with what it was and is
 */
public record WrittenAs(Map<String, String> keys, List<String> changed) {
  public WrittenAs {
    keys = Map.copyOf(keys);
    changed = List.copyOf(changed);
  }
}
