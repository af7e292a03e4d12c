package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.nio.file.Path;
import java.util.Map;

/** One line of a recording, with its place for messages. */
record CsvLine(Path file, int line, Map<String, Integer> columns, String[] cells) {
  private static final double MOST = 1e12;

  String cell(String column) {
    return cells[columns.getOrDefault(column, 0)].strip();
  }

  double number(String column) {
    return parsed(cell(column), column);
  }

  long count(String column) {
    return whole(cell(column), column);
  }

  long whole(String text, String column) {
    double value = parsed(text, column);
    if (value != Math.rint(value)) {
      throw wrong(file, line, column + " is " + text + ", not a whole number");
    }
    return (long) value;
  }

  double parsed(String text, String column) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(file, line, column + " is \"" + text + "\", not a number");
    }
    if (!(value >= 0 && value <= MOST)) {
      throw wrong(file, line, column + " is " + text + ", not between 0 and 10¹²");
    }
    return value;
  }

  static CliException wrong(Path file, int line, String what) {
    return new CliException(Exit.WRONG_USE, "SLW-6063 " + file + ":" + line + ": " + what + ". Nothing was played");
  }
}
