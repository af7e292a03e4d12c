package dev.slipway.adapters.haproxy;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a team's own HAProxy needs in its configuration for one target, as text to copy. */
public final class Fragment {
  private static final Path USUAL = Path.of("/etc/haproxy/slipway");
  private static final Endpoint USUAL_PREVIEW = new Endpoint("127.0.0.1", 8081);

  private Fragment() {}

  /** For a target with these settings. */
  public static String of(TargetId target, TargetSettings settings) {
    Names names = new Names(target);
    Optional<RouterSpec.Haproxy> spec = settings.router().flatMap(r -> r instanceof RouterSpec.Haproxy h ? Optional.of(h)
        : Optional.empty());
    boolean files = spec.flatMap(RouterSpec.Haproxy::files).isPresent();
    Path folder = spec.flatMap(RouterSpec.Haproxy::files).map(Path::of).orElse(USUAL);
    OwnFiles there = new OwnFiles(folder, names);
    Configuration configuration = new Configuration(
        names, settings, spec.flatMap(RouterSpec.Haproxy::preview).orElse(USUAL_PREVIEW), there.map(), there.certificate());
    String backends = files
        ? "# The backends are in " + there.backends() + ", which Slipway keeps: start HAProxy with -f haproxy.cfg -f " + folder + "\n"
        : "# Empty until Slipway fills them.\n" + ServerLine.backends(names, Map.of()).lines().skip(1).reduce("", (a, b) -> a + b + "\n");
    return """
        # For %1$s: copy this into the configuration of each HAProxy that serves it, and reload it once.
        #
        # In its section "global":
        #   stats socket /run/haproxy/admin.sock mode 660 level admin expose-fd listeners
        #   stats timeout 1d
        #
        # %2$s must exist when HAProxy starts and may be empty.%3$s

        """.formatted(target, there.map(), settings.tls().isPresent()
            ? "\n# " + there.certificate() + " is your certificate with its key in one file." : "")
        + Configuration.ring() + "\n" + configuration.target().stripTrailing() + "\n\n" + backends;
  }
}
