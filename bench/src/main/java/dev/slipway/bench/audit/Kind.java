package dev.slipway.bench.audit;

/** What somebody might do to a journal. */
public enum Kind {
  /** A character or a bit of any column of a record. */
  EDIT_RECORD,
  /** Events that read the same and are other bytes. */
  EDIT_SPACE,
  /** A state beside the journal: its text, its version, its row. */
  EDIT_STATE,
  /** The last records. */
  CUT_TAIL,
  /** Some in between; the later ones close ranks or do not. */
  CUT_MIDDLE,
  /** The first ones; the later ones close ranks or do not. */
  CUT_HEAD,
  /** Two change places. */
  SWAP,
  /** One stands twice. */
  REPEAT,
  /** The last records, and the states put back to what they were then: as if a copy of earlier had been put in its place. */
  CUT_BACK(false),
  /** One changed, and all hashes from there on made anew. */
  REWRITE(false),
  /** Another history from a record on: other decisions, right hashes, the states that they lead to. */
  FORK(false);

  private final boolean tellsByItself;

  Kind() {
    this(true);
  }

  Kind(boolean tellsByItself) {
    this.tellsByItself = tellsByItself;
  }

  /** Whether the file alone shows it; otherwise only a record that is known from elsewhere does. */
  public boolean tellsByItself() {
    return tellsByItself;
  }
}
