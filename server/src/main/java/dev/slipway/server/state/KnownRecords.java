package dev.slipway.server.state;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.server.view.JournalView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of a journal that are known from elsewhere: a history that was made anew shows only beside them.
 *
 * @param heads in no order
 */
public record KnownRecords(List<Head> heads) {
  public KnownRecords {
    heads = List.copyOf(heads);
  }

  /**
   * Reads them.
   *
   * @param since a backup whose last record must be there; it is verified first
   * @param known as SEQUENCE:HASH
   */
  public static KnownRecords of(Optional<Path> since, List<String> known) {
    List<Head> heads = new ArrayList<>(known.stream().map(KnownRecords::head).toList());
    since.flatMap(KnownRecords::end).ifPresent(heads::add);
    return new KnownRecords(heads);
  }

  /** Each as SEQUENCE:HASH. */
  public List<String> texts() {
    return heads.stream().map(Head::toString).toList();
  }

  /** Verifies a backup beside them. */
  public JournalView.Verified verify(Path backup) {
    return JournalView.Verified.of(verified(backup, heads));
  }

  private static Head head(String text) {
    return Head.parse(text).orElseThrow(() -> StartException.wrongUse("SLW-6027", "\"" + text
        + "\" is no record: it is SEQUENCE:HASH, as slipway audit verify prints the last one. Nothing was looked at"));
  }

  private static Optional<Head> end(Path backup) {
    return switch (verified(backup, List.of())) {
      case Intact i -> i.head();
      case Broken b -> throw StartException.wrongUse("SLW-6028", backup + " proves nothing, for it is not as it was written from record "
          + b.sequence() + " on: " + b.detail() + ". The journal was not looked at. Name another backup");
    };
  }

  private static Verification verified(Path file, List<Head> heads) {
    return KeptState.verify(file.toAbsolutePath(), heads);
  }
}
