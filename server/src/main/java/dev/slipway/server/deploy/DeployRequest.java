package dev.slipway.server.deploy;

import dev.slipway.core.rollout.Provenance;
import dev.slipway.server.problem.OneLine;
import dev.slipway.server.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A deploy as it is asked for.
 *
 * @param configText the slipway.yaml itself
 * @param configFile its absolute path: for messages, and artifact paths are relative to its folder
 * @param version what is to be rolled out
 * @param by who asks
 * @param whenBusy refuse, queue or supersede; refuse when absent
 * @param force roll out even what is stable already
 * @param reason for the audit trail
 * @param fix what it mends: let through although the error budget is spent
 * @param gates what came of the gates of the environment, where it has any
 * @param provenance where it comes from
 * @param override an admin's reason to go past the guard of the environment
 * @param requestsPerSecond traffic of the whole target, to hold the policy against where little is known of it
 */
public record DeployRequest(
    String configText,
    String configFile,
    String version,
    String by,
    Optional<String> whenBusy,
    Optional<Boolean> force,
    Optional<String> reason,
    Optional<String> fix,
    Optional<SentGates> gates,
    Optional<SentProvenance> provenance,
    Optional<String> override,
    Optional<Double> requestsPerSecond) {

  public DeployRequest {
    reason = reason.map(OneLine::of);
  }

  /** The same for another reason. */
  DeployRequest because(Optional<String> why) {
    return new DeployRequest(
        configText, configFile, version, by, whenBusy, force, why, fix, gates, provenance, override, requestsPerSecond);
  }

  /**
   * Where a deploy comes from.
   *
   * @param committedAt ISO 8601
   */
  public record SentProvenance(
      Optional<String> commit, Optional<String> committedAt, Optional<String> run, Optional<String> ticket, Optional<String> branch) {
    private static final int MOST_CHARACTERS = 500;

    /** Refuses what is longer, empty, or more than a line. */
    Provenance read() {
      try {
        Stream.of(commit, run, ticket, branch).flatMap(Optional::stream).forEach(SentProvenance::line);
        return new Provenance(commit, committedAt.map(Instant::parse), run, ticket, branch);
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new Refused(Refused.Kind.WRONG, "SLW-5101", "where the deploy comes from cannot be read: " + e.getMessage()
            + ". Nothing changed", "commit, run, ticket and branch are one line each, committedAt is a moment as 2026-03-01T12:00:00Z");
      }
    }

    private static void line(String text) {
      if (text.isBlank() || !OneLine.is(text, 1, MOST_CHARACTERS)) {
        throw new IllegalArgumentException("it is not one line of 1 to " + MOST_CHARACTERS + " characters");
      }
    }
  }

  /**
   * What the command line found at the gates.
   *
   * @param config SHA-256 of configText, hexadecimal
   * @param at ISO 8601
   */
  public record SentGates(String version, String config, String at, List<SentResult> results) {}

  /**
   * What came of one gate.
   *
   * @param outcome passed, failed or undecided
   */
  public record SentResult(String name, String kind, String outcome, String said, int waived) {}
}
