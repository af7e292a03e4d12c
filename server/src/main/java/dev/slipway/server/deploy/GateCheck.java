package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.version.SemanticVersion;
import dev.slipway.server.problem.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a deploy to an environment with gates pass only with a result for each of them, that belongs to this version and this slipway.yaml
 * and is new. The reports lie where the command line runs, so the results are its word; what the server can know itself, it looks at again.
 */
public final class GateCheck {
  /** How old results may be. */
  static final Duration LONGEST_VALID = Duration.ofHours(1);

  /** How far the clock of the machine that looked may be ahead. */
  static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  private static final int MOST_RESULTS = 200;
  private static final int MOST_TEXT = 1000;

  private final InstantSource wall;

  public GateCheck(InstantSource wall) {
    this.wall = wall;
  }

  /** What goes to the journal with the rollout; empty where the environment has no gates. */
  Optional<GateRecord> passed(EnvironmentConfig environment, DeployRequest request, TargetState state) {
    if (environment.gates().isEmpty()) {
      return Optional.empty();
    }
    DeployRequest.SentGates sent = request.gates().orElseThrow(() -> refused("SLW-2051", environment.name() + " has gates ("
        + names(environment) + ") and the request brings no results of them"));
    GateRecord results = understood(sent);
    belongs(results, request);
    recent(results);
    for (GateSpec gate : environment.gates()) {
      holds(gate, results);
    }
    looksNew(environment, request.version(), state);
    return Optional.of(results);
  }

  private static void belongs(GateRecord results, DeployRequest request) {
    if (!results.version().equals(request.version())) {
      throw refused("SLW-2052", "the results of the gates are of version " + results.version() + ", not " + request.version());
    }
    if (!results.config().equals(GateRecord.digestOf(request.configText()))) {
      throw refused("SLW-2053", "the results of the gates are of another slipway.yaml than the one that is deployed");
    }
  }

  private void recent(GateRecord results) {
    Instant now = wall.instant();
    if (results.at().isBefore(now.minus(LONGEST_VALID))) {
      throw refused("SLW-2054", "the results of the gates are from " + results.at() + ", which is more than " + LONGEST_VALID.toHours()
          + " h ago");
    }
    if (results.at().isAfter(now.plus(MOST_AHEAD))) {
      throw refused("SLW-2054", "the results of the gates are from " + results.at() + ", which is yet to come; the clock of the machine "
          + "that looked, or the server's, is wrong");
    }
  }

  private static void holds(GateSpec gate, GateRecord results) {
    List<GateResult> of = results.results().stream().filter(r -> r.name().equals(gate.name())).toList();
    if (of.size() != 1 || !of.getFirst().kind().equals(gate.kind().word())) {
      throw refused("SLW-2055", "the gate " + gate.name() + " has no result" + (of.size() > 1 ? " of its own, but " + of.size() : ""));
    }
    GateResult result = of.getFirst();
    if (result.outcome() != GateResult.Outcome.PASSED) {
      throw refused("SLW-2056", "the gate " + gate.name() + " " + (result.outcome() == GateResult.Outcome.FAILED ? "failed"
          : "was not decided") + ": "
          + result.said());
    }
  }

  /** The server alone knows for sure what is stable, so this one is not left to anybody's word. */
  private static void looksNew(EnvironmentConfig environment, String version, TargetState state) {
    Optional<GateSpec> gate =
        environment.gates().stream().filter(g -> g.kind() == GateKind.VERSION
            && g.text(g.kind().word()).equals(Optional.of("newer"))).findFirst();
    Optional<SemanticVersion> stable = state.stable().map(Release::version).flatMap(SemanticVersion::written);
    if (gate.isPresent() && stable.isPresent() && SemanticVersion.written(version).filter(v -> v.isAfter(stable.get())).isEmpty()) {
      throw refused("SLW-2057", "the gate " + gate.get().name() + " failed: " + version + " is not newer than "
          + state.stable().map(Release::version).orElse("") + ", which is stable");
    }
  }

  private static GateRecord understood(DeployRequest.SentGates sent) {
    try {
      if (sent.results().size() > MOST_RESULTS) {
        throw new IllegalArgumentException("more than " + MOST_RESULTS + " results");
      }
      Set<String> names = new HashSet<>();
      List<GateResult> results = sent.results().stream().map(r -> understood(r, names)).toList();
      return new GateRecord(sent.version(), new dev.slipway.core.release.Digest(sent.config()), Instant.parse(sent.at()), results);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the results of the gates are not understood: " + e.getMessage()
          + ". Nothing changed",
          "The API is described at /api/v1/openapi.yaml");
    }
  }

  private static GateResult understood(DeployRequest.SentResult sent, Set<String> names) {
    if (!names.add(sent.name()) || sent.name().length() > 63 || sent.kind().length() > 63 || sent.said().length() > MOST_TEXT) {
      throw new IllegalArgumentException("a result is told twice or is longer than " + MOST_TEXT + " characters");
    }
    GateResult.Outcome outcome = GateResult.Outcome.valueOf(sent.outcome().toUpperCase(Locale.ROOT));
    return new GateResult(sent.name(), sent.kind(), outcome, sent.said(), Math.max(0, sent.waived()));
  }

  private static String names(EnvironmentConfig environment) {
    return String.join(", ", environment.gates().stream().map(GateSpec::name).toList());
  }

  private static Refused refused(String code, String said) {
    return new Refused(Refused.Kind.CONFLICT, code, said + ". Nothing was deployed; traffic stays as it is",
        "slipway deploy looks at the gates itself; to see them without a deploy: slipway gate ENV VERSION");
  }
}
