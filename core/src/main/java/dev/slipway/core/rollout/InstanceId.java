package dev.slipway.core.rollout;

import dev.slipway.core.release.ReleaseId;

/**
 * One running copy of a release: its release and a small number that is used again after the instance is gone.
 *
 * @param release the release it runs
 * @param ordinal 0 and up
 */
public record InstanceId(ReleaseId release, int ordinal) implements Comparable<InstanceId> {

  /** Reads {@code 1.4.0-ab12cd34.2}. */
  public static InstanceId parse(String text) {
    int dot = text.lastIndexOf('.');
    return new InstanceId(new ReleaseId(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  @Override
  public int compareTo(InstanceId other) {
    int byRelease = release.compareTo(other.release);
    return byRelease != 0 ? byRelease : Integer.compare(ordinal, other.ordinal);
  }

  @Override
  public String toString() {
    return release + "." + ordinal;
  }
}
