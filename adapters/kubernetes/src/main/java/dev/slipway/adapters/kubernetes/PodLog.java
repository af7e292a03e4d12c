package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.spi.LogPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pod wrote, by the time at which Kubernetes took each line. */
final class PodLog {
  private static final Pattern POD = Pattern.compile("pod ([a-z0-9.-]+): .*", Pattern.DOTALL);

  private PodLog() {}

  /** The pod that an instance is. */
  static Optional<String> pod(Instance instance) {
    Matcher m = POD.matcher(instance.detail());
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }

  static LogPart read(Namespace namespace, Optional<String> pod, Optional<String> after, int most) {
    if (pod.isEmpty()) {
      return new LogPart(List.of(), after.orElse(""), false);
    }
    var log = namespace.client().pods().inNamespace(namespace.name()).withName(pod.get()).usingTimestamps();
    Optional<String> since = after.filter(a -> !a.isEmpty());
    String text = namespace.cluster().call("read the log of pod " + pod.get(),
        () -> since.isPresent() ? log.sinceTime(since.get()).getLog() : log.tailingLines(most).getLog());
    List<String> lines = new ArrayList<>();
    String last = after.orElse("");
    for (String line : text.split("\n")) {
      int space = line.indexOf(' ');
      // The cluster gives whole seconds before the place again.
      boolean anew = space > 0 && (since.isEmpty() || line.substring(0, space).compareTo(since.get()) > 0);
      if (anew && (since.isEmpty() || lines.size() < most)) {
        lines.add(line.substring(space + 1));
        last = line.substring(0, space);
      }
    }
    return new LogPart(lines, last, false);
  }
}
