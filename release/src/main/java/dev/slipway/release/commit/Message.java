package dev.slipway.release.commit;

import java.util.List;
import java.util.Optional;

/**
 * One message by Conventional Commits 1.0.0, or one that is not.
 *
 * @param header its first line
 * @param type in lower case; empty where the header is not {@code type(scope)!: description}
 * @param scope what stands in the parentheses
 * @param description what stands behind the colon; the whole header where there is no type
 * @param body the lines between header and footers
 * @param breaking what users have to change, one text for each footer; the description where only the mark ! says so
 * @param footers at its end
 * @param references issues it names
 * @param revert what it takes back
 */
public record Message(
    String header,
    Optional<String> type,
    Optional<String> scope,
    String description,
    String body,
    List<String> breaking,
    List<Footer> footers,
    List<Reference> references,
    Optional<Revert> revert) {
  public Message {
    breaking = List.copyOf(breaking);
    footers = List.copyOf(footers);
    references = List.copyOf(references);
  }

  /** Whether users have to change something. */
  public boolean isBreaking() {
    return !breaking.isEmpty();
  }

  /** Values of the footers with a token, given in lower case. */
  public List<String> footer(String token) {
    return footers.stream().filter(f -> f.is(token)).map(Footer::value).toList();
  }
}
