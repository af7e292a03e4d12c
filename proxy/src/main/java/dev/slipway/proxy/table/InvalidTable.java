package dev.slipway.proxy.table;

/** A table, or the JSON of one, that cannot be routed by; its message names the field. */
public final class InvalidTable extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidTable(String message) {
    super(message);
  }
}
