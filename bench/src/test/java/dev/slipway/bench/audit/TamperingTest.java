package dev.slipway.bench.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.StateMoves;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a backup with SQL, and what verification says of it; ten thousand of them: bench/run audit. */
class TamperingTest {
  private static final int RECORDS = 60;
  private static final int CHANGES = 300;

  @TempDir Path folder;

  @Test
  void every_edit_cut_swap_and_fork_of_a_backup_is_found_and_only_a_whole_history_made_anew_needs_a_known_record() throws Exception {
    Original original = Original.write(folder, RECORDS, Scripts.of(6, 8));
    assertEquals(RECORDS, original.records().size());
    assertInstanceOf(Intact.class, StateMoves.verify(original.file(), List.of(original.head())));
    Set<Kind> tried = EnumSet.noneOf(Kind.class);
    for (long seed = 1; seed <= CHANGES; seed++) {
      Trial trial = Trial.of(original, seed, folder.resolve("copy"));
      assertTrue(trial.detected(), trial::toString);
      assertEquals(trial.kind().tellsByItself(), trial.byItself(), trial::toString);
      tried.add(trial.kind());
    }
    assertEquals(EnumSet.allOf(Kind.class), tried);
  }
}
