package dev.slipway.adapters.yaml;

/**
 * One fault in slipway.yaml and the way out of it.
 *
 * @param code stable, {@code SLW-1xxx}
 * @param file as the person named it
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong
 * @param hint the nearest right spelling, the allowed values or an example
 */
public record Problem(String code, String file, int line, int column, String message, String hint) {

  /** One line for a person, as {@code slipway.yaml:12:7 SLW-1003 unknown key …: did you mean …? Nothing was changed.} */
  public String render() {
    return brief() + " Nothing was changed.";
  }

  /** The same without the assurance, for a list that ends with it. */
  String brief() {
    String end = hint.endsWith("?") || hint.endsWith(".") ? "" : ".";
    return file + ":" + line + ":" + column + " " + code + " " + message + ": " + hint + end;
  }

  @Override
  public String toString() {
    return render();
  }
}
