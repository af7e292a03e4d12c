package dev.slipway.engine.proof;

/** What came of verifying an export. */
public sealed interface ExportOutcome {
  /**
   * Everything is as it was when the checkpoint was signed.
   *
   * @param records in the export
   * @param whole whether they are all up to the checkpoint
   */
  record Sound(long records, boolean whole, Checkpoint checkpoint, PublicKey key) implements ExportOutcome {}

  /**
   * It proves nothing.
   *
   * @param line the first that is wrong, from 1 on
   */
  record Unsound(long line, String why) implements ExportOutcome {}
}
