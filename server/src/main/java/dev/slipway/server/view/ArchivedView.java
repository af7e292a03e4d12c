package dev.slipway.server.view;

import dev.slipway.core.rollout.Event;
import java.time.Instant;
import java.util.List;

/**
 * Records that belong to an answer and are not in it, because no more of them is kept here than proofs need.
 *
 * @param records how many
 * @param files the archives that they are in
 */
public record ArchivedView(long records, List<OfFile> files) {

  /**
   * One archive.
   *
   * @param sha256 of the file, hexadecimal
   * @param before all in it is older
   * @param records how many are in it, of all targets
   * @param by who put them there
   */
  public record OfFile(String sha256, Instant before, long records, String by, Instant at) {

    /** As a record says it. */
    public static OfFile of(Event.Shortened said, Instant at) {
      return new OfFile(said.archive().file().hex(), said.archive().before(), said.archive().records(), said.by(), at);
    }
  }
}
