package dev.slipway.bench.audit;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.store.StateMoves;
import dev.slipway.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/**
 * One change to a copy of a backup, and whether {@code audit verify --backup} finds it.
 *
 * @param what was done
 * @param byItself found without anything that is known from elsewhere
 * @param detected found; where the file alone cannot tell, beside the record that was written down when the backup was made
 * @param said what was found
 */
public record Trial(long seed, Kind kind, String what, boolean byItself, boolean detected, String said) {

  /** Makes the change that a seed stands for, in a file that is written over. */
  public static Trial of(Original original, long seed, Path copy) throws IOException, SQLException {
    Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    Files.copy(original.file(), copy, StandardCopyOption.REPLACE_EXISTING);
    String what;
    try (Rows rows = Rows.unheld(copy)) {
      what = new Tampering(original, random, rows).change(kind);
    }
    String alone = fault(copy, List.of());
    String beside = alone.isEmpty() && !kind.tellsByItself() ? fault(copy, List.of(original.head())) : alone;
    return new Trial(seed, kind, what, !alone.isEmpty(), !beside.isEmpty(), beside);
  }

  /** What is wrong with it; nothing where it is told to be as it was written. */
  private static String fault(Path file, List<Head> heads) {
    try {
      Verification verification = StateMoves.verify(file, heads);
      return verification instanceof Broken b ? b.fault() + " from record " + b.sequence() + " on: " + b.detail() : "";
    } catch (StoreException refused) {
      return refused.code() + " " + refused.said();
    }
  }
}
