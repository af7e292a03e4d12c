package dev.slipway.release.commit;

import java.util.List;

/**
 * What a commit takes back.
 *
 * @param header the header of what is taken back, as far as it is written
 * @param hashes of the commits taken back, at least seven digits each; empty where the message names none
 */
public record Revert(String header, List<String> hashes) {
  public Revert {
    hashes = List.copyOf(hashes);
  }

  /** Whether it takes back the commit of this full hash. */
  public boolean names(String hash) {
    return hashes.stream().anyMatch(hash::startsWith);
  }
}
