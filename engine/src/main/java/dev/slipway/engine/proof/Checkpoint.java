package dev.slipway.engine.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What a journal came to at one moment, in the form of the checkpoints of transparency logs (C2SP tlog-checkpoint): a line each for origin,
 * size and root in base64, then Slipway's own: when.
 *
 * @param origin whose journal; one line, never empty
 * @param size how many records
 * @param root of the tree over them
 * @param at when it was looked at
 */
public record Checkpoint(String origin, long size, Hash root, Instant at) {
  private static final String AT = "at ";

  public Checkpoint {
    if (origin.isBlank() || origin.lines().count() != 1 || size < 0) {
      throw new IllegalArgumentException("no checkpoint: origin \"" + origin + "\", size " + size);
    }
  }

  /** The signed text: its lines, each with its end. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n" + AT + at + "\n";
  }

  /**
   * Reads what {@link #text} wrote. Further lines are left aside, as the form allows them.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 4 || !lines.get(1).matches("0|[1-9][0-9]{0,17}") || !lines.get(3).startsWith(AT)) {
      throw new IllegalArgumentException("it is no checkpoint: it has not the lines origin, size, root and at");
    }
    try {
      return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), new Hash(Base64.getDecoder().decode(lines.get(2))),
          Instant.parse(lines.get(3).substring(AT.length())));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it is no checkpoint: its moment is none: " + lines.get(3), e);
    }
  }
}
