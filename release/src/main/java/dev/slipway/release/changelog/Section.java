package dev.slipway.release.changelog;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.plan.Judged;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a changelog says of one release, or of what is not released yet.
 *
 * @param version empty for what is not released
 * @param tag of the release
 * @param before tag of the release before it
 * @param date as 2026-01-31; empty for what is not released
 * @param judged messages that count, the newest first
 * @param byHand what was written by hand, by category; under the empty name what stood above all categories
 */
public record Section(
    Optional<SemanticVersion> version,
    Optional<String> tag,
    Optional<String> before,
    String date,
    List<Judged> judged,
    Map<String, String> byHand) {
  public Section {
    judged = List.copyOf(judged);
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return judged.isEmpty() && byHand.values().stream().allMatch(String::isBlank);
  }
}
