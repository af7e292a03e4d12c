package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.version.Bump;
import dev.slipway.release.version.Channel;
import dev.slipway.release.version.TagFormat;
import java.util.List;
import java.util.Optional;

/**
 * What comes next for one part of the repository.
 *
 * @param part which
 * @param channel for whom
 * @param last the last release that counts on the channel, with its tag
 * @param bump how far the changes move the version
 * @param next the version that comes next; empty where there is nothing to release
 * @param tags how tags are called
 * @param judged the messages since then, the newest first, each with why it counted or not
 * @param commits how many commits there are since then
 * @param handWritten how far what is written by hand in the changelog moves the version
 * @param notes what else is worth knowing
 */
public record PartPlan(
    PackageRule part,
    Channel channel,
    Optional<Last> last,
    Bump bump,
    Optional<SemanticVersion> next,
    TagFormat tags,
    List<Judged> judged,
    int commits,
    Bump handWritten,
    List<String> notes) {
  public PartPlan {
    judged = List.copyOf(judged);
    notes = List.copyOf(notes);
  }

  /**
   * A release that was made.
   *
   * @param version its version
   * @param tag its tag
   * @param commit full hash
   */
  public record Last(SemanticVersion version, String tag, String commit) {}

  /** The same with what comes next. */
  PartPlan leadingTo(SemanticVersion version) {
    return new PartPlan(part, channel, last, bump, Optional.of(version), tags, judged, commits, handWritten, notes);
  }

  /** The tag of what comes next. */
  public Optional<String> nextTag() {
    return next.map(version -> tags.name(version.toString()));
  }
}
