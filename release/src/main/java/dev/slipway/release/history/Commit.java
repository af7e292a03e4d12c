package dev.slipway.release.history;

import java.util.List;

/**
 * A commit as it was read.
 *
 * @param hash full
 * @param parents full hashes
 * @param epochSecond when it was committed
 * @param author name, by the repository's mailmap
 * @param email of the author, by the mailmap
 * @param message whole; what was no UTF-8 has replacement characters
 */
public record Commit(String hash, List<String> parents, long epochSecond, String author, String email, String message) {
  private static final int SHORT_HASH = 7;

  public Commit {
    parents = List.copyOf(parents);
  }

  /** Whether it joins two lines of history. */
  public boolean isMerge() {
    return parents.size() > 1;
  }

  /** As people write it. */
  public String shortHash() {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }
}
