package dev.slipway.release.cut;

import java.util.List;

/** What came of a cut. */
public sealed interface CutResult {
  /**
   * There was nothing to release.
   *
   * @param tags of the releases that the head itself is
   * @param pushed whether they were pushed now
   */
  record Nothing(List<String> tags, boolean pushed) implements CutResult {}

  /**
   * A release was cut.
   *
   * @param commit full hash
   * @param tags that were made
   * @param files that were changed
   * @param left files that hold the version, and that git does not track
   * @param resumed whether it had been begun and interrupted before
   * @param pushed whether it was pushed
   */
  record Done(String commit, List<String> tags, List<String> files, List<String> left, boolean resumed,
      boolean pushed) implements CutResult {}

  /**
   * A release that nobody has seen was taken back.
   *
   * @param commit full hash of where the branch is again
   * @param tags that are gone
   * @param files that are as they were
   * @param resumed whether it had been begun and interrupted before
   */
  record Undone(String commit, List<String> tags, List<String> files, boolean resumed) implements CutResult {}

  /**
   * What would be done.
   *
   * @param tags that would be made
   * @param files that would be changed
   */
  record Trial(List<String> tags, List<String> files) implements CutResult {}
}
