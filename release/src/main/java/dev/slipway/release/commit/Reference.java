package dev.slipway.release.commit;

import java.util.Optional;

/**
 * An issue or pull request that a message names.
 *
 * @param action {@code closes}, {@code fixes} and the like, in lower case, where one stands before it
 * @param repository {@code owner/name} where it is another one's
 * @param issue its number, without the mark
 */
public record Reference(Optional<String> action, Optional<String> repository, String issue) {
  /** As it is written: {@code owner/name#12}. */
  public String written() {
    return repository.orElse("") + "#" + issue;
  }
}
