package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.server.export.ArchiveFile;
import dev.slipway.server.export.ExportFilter;
import dev.slipway.server.export.JournalExport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A state of years ago, as the real loop wrote it in virtual time: a release a month, each of them promoted. */
final class OldJournal {
  static final Instant BEGAN = Instant.parse("2023-01-15T12:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int MOST_TURNS = 200;

  private Instant now = BEGAN;

  private OldJournal() {}

  /** Writes it into a folder that a server is to be started on; how many records it has. */
  static long write(Path folder, int months) throws Exception {
    return new OldJournal().fill(folder, months);
  }

  private long fill(Path folder, int months) throws Exception {
    Files.createDirectories(folder);
    FakeOutside outside = new FakeOutside();
    try (SqliteStore store = SqliteStore.open(folder.resolve("slipway.db"), () -> now)) {
      TargetLoop loop = new TargetLoop(JudgedJournal.TARGET, "of then", store, state -> new Outside(outside, outside, outside,
          (metric, from, target, release, version) -> new dev.slipway.core.metric.Reading.Nothing("nobody is asked")),
          new Clocks(() -> now, () -> now));
      for (int month = 0; month < months; month++) {
        now = BEGAN.plus(MONTH.multipliedBy(month));
        var begun = loop.submit(new Command.Deploy("ada", JudgedJournal.release("1." + month), policy(), JudgedJournal.SETTINGS,
            Command.WhenBusy.REFUSE, false, "monthly"));
        for (int turn = 0; turn < MOST_TURNS && loop.tick().state().rollout().isPresent(); turn++) {
          now = now.plusSeconds(1);
        }
      }
      return store.lastSequence();
    }
  }

  private static Policy policy() {
    return new Policy(new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(2), Otherwise.HOLD,
        JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
  }

  /** Whose signature to trust. */
  static List<String> keys(RunningServer server) {
    return List.of(server.get("/journal/checkpoint").body().path("key").asText());
  }

  /** Writes an archive of what the plan says, and what the server is to be told of it. */
  static ObjectNode archived(RunningServer server, String planned, Path file) throws IOException {
    JsonNode plan = server.get(planned).body();
    try (Writer out = Files.newBufferedWriter(file)) {
      assertEquals(plan.path("records").asLong(), ArchiveFile.write(path -> server.get(path).body(), plan, out));
    }
    return ArchiveFile.told(file, keys(server)).put("by", "ada");
  }

  /** Writes an export of all. */
  static void exported(RunningServer server, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      var unused = JournalExport.write(path -> server.get(path).body(),
          ExportFilter.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), JournalExport.Form.JSONL, out);
    }
  }

  /** Changes one row behind the back of everybody. */
  static void change(Path home, String sql) throws Exception {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state/slipway.db"));
        var statement = database.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }
}
