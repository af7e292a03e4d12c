package dev.slipway.engine.proof;

/** What came of verifying an export. */
public sealed interface ExportOutcome {
  /**
   * Everything is as it was when the checkpoint was signed.
   *
   * @param records in the export
   * @param whole whether they are all up to the checkpoint
   * @param archived of how many of them the hashes alone are there
   * @param found how many of those are in the archives that were given
   */
  record Sound(long records, boolean whole, Checkpoint checkpoint, PublicKey key, long archived, long found) implements ExportOutcome {}

  /**
   * It proves nothing.
   *
   * @param line the first that is wrong, from 1 on
   */
  record Unsound(long line, String why) implements ExportOutcome {}
}
