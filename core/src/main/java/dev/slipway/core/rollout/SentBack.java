package dev.slipway.core.rollout;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import java.util.ArrayList;
import java.util.List;

/** Content that the judge sent back, and how many times. */
public record SentBack(Digest artifact, Digest configuration, int times) {
  private static final int MOST_REMEMBERED = 16;

  private boolean is(Release release) {
    return artifact.equals(release.artifact()) && configuration.equals(release.configuration());
  }

  /** How many times the content of a release was. */
  static int times(List<SentBack> before, Release release) {
    return before.stream().filter(s -> s.is(release)).mapToInt(SentBack::times).findFirst().orElse(0);
  }

  /** What is remembered once it was once more, oldest first. */
  static List<SentBack> with(List<SentBack> before, Release release) {
    List<SentBack> next = new ArrayList<>(before);
    next.removeIf(s -> s.is(release));
    next.add(new SentBack(release.artifact(), release.configuration(), times(before, release) + 1));
    return next.subList(Math.max(0, next.size() - MOST_REMEMBERED), next.size());
  }
}
