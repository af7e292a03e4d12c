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

  static int times(List<SentBack> all, Release release) {
    return all.stream().filter(s -> s.is(release)).mapToInt(SentBack::times).findFirst().orElse(0);
  }

  /** The same with a release sent back once more, as far as that is remembered. */
  static List<SentBack> once(List<SentBack> all, Release release) {
    List<SentBack> next = new ArrayList<>(all);
    next.removeIf(s -> s.is(release));
    next.add(new SentBack(release.artifact(), release.configuration(), times(all, release) + 1));
    return next.subList(Math.max(0, next.size() - MOST_REMEMBERED), next.size());
  }
}
