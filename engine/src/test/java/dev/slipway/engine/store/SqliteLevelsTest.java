package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLevelsTest extends LevelContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void opens() {
    store = SqliteStore.open(folder.resolve("slipway.db"), new SettableClock());
  }

  @Override
  StateStore store() {
    return store;
  }

  @AfterEach
  void closes() {
    store.close();
  }

  @Test
  void a_backup_carries_what_was_counted() {
    Objectives objectives = new Objectives(
        List.of(new Objective(Optional.empty(), new BigDecimal("99.9"), Duration.ofDays(30))), Objectives.Spent.WARN);
    store.levels().expect(Examples.SHOP, Optional.of(objectives));
    for (long total : List.of(0L, 8L)) {
      store.levels().count(1_000, Map.of(Examples.SHOP, new ServiceLevels.Counters("b", Map.of("r", Map.of("availability",
          new Tallied(total, 0))))));
    }
    StateMoves.backup(folder.resolve("slipway.db"), folder.resolve("backup"));
    StateMoves.restore(folder.resolve("backup"), folder.resolve("restored.db"), Instant.now());
    try (SqliteStore restored = SqliteStore.open(folder.resolve("restored.db"), new SettableClock())) {
      assertEquals(new Tallied(8, 0), restored.levels().since(Examples.SHOP, "availability", 0));
      assertEquals(Map.of(Examples.SHOP, objectives), restored.levels().expected());
    }
  }
}
