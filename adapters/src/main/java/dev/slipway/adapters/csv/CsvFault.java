package dev.slipway.adapters.csv;

/** What is wrong with a file, with its place and code. */
final class CsvFault extends Exception {
  private static final long serialVersionUID = 1L;
  private final String why;
  private final boolean ofTheWhole;

  private CsvFault(String why, boolean ofTheWhole) {
    super(why);
    this.why = why;
    this.ofTheWhole = ofTheWhole;
  }

  /** The file cannot be used at all: missing, or without the columns. */
  static CsvFault whole(String why) {
    return new CsvFault(why, true);
  }

  /** One line of it says what cannot be. */
  static CsvFault line(String file, int line, String why) {
    return new CsvFault("SLW-4532 " + file + ":" + line + " " + why, false);
  }

  String why() {
    return why;
  }

  boolean ofTheWhole() {
    return ofTheWhole;
  }
}
