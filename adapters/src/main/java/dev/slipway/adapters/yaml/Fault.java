package dev.slipway.adapters.yaml;

/** The kinds of fault a slipway.yaml can have, each with its stable code. */
enum Fault {
  /** There is no text to read: absent, a folder, forbidden, empty, too large, not UTF-8. */
  UNREADABLE("SLW-1001"),
  /** The text is not YAML, or YAML that is not read here. */
  NOT_YAML("SLW-1002"),
  UNKNOWN_KEY("SLW-1003"),
  MISSING_KEY("SLW-1004"),
  /** A list where a map belongs, a number where text belongs, and the like. */
  WRONG_KIND("SLW-1005"),
  /** The right kind, written in a way that cannot be understood. */
  BAD_FORM("SLW-1006"),
  OUT_OF_RANGE("SLW-1007"),
  /** Two things that cannot both be so. */
  CONTRADICTION("SLW-1008"),
  /** Right, but not in this version. */
  NOT_AVAILABLE("SLW-1009"),
  UNKNOWN_PLACEHOLDER("SLW-1010"),
  UNKNOWN_WORD("SLW-1011"),
  DUPLICATE_KEY("SLW-1012"),
  /** A secret where everybody can read it who can read the file. */
  PLAIN_SECRET("SLW-1013");

  private final String code;

  Fault(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
