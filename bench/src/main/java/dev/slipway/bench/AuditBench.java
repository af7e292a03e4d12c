package dev.slipway.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.slipway.bench.audit.BareAppend;
import dev.slipway.bench.audit.Bulk;
import dev.slipway.bench.audit.Kind;
import dev.slipway.bench.audit.Original;
import dev.slipway.bench.audit.OwnPostgres;
import dev.slipway.bench.audit.Scripts;
import dev.slipway.bench.audit.Trial;
import dev.slipway.bench.audit.Writers;
import dev.slipway.bench.audit.Writers.Written;
import dev.slipway.bench.rig.Folders;
import dev.slipway.core.rollout.Input;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.engine.store.StateStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal as proof: {@code [--edits n] [--entries n] [--seed n]}, or one change to read: {@code --change n}. Journals are those of
 * simulated rollouts, decided and committed as the product does; every append waits for the disk.
 */
public final class AuditBench {
  private static final int RECORDS = 200;
  private static final int SCRIPTS = 40;
  private static final int LEAST_INPUTS = 12;
  private static final int WRITERS = 64;
  private static final int SECONDS = 5;
  private static final int MOST_MISSES_SHOWN = 10;

  private AuditBench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    BenchArguments given = BenchArguments.parse(arguments, "--edits", "--entries", "--seed", "--change");
    Path folder = Files.createTempDirectory("slipway-audit");
    Figures figures = new Figures();
    boolean good;
    try {
      List<List<Input>> scripts = Scripts.of(SCRIPTS, LEAST_INPUTS);
      Original original = Original.write(Files.createDirectory(folder.resolve("small")), RECORDS, scripts);
      String change = given.text("--change", "");
      if (!change.isEmpty()) {
        System.out.println(Trial.of(original, Long.parseLong(change), folder.resolve("copy")));
        return;
      }
      good = edits(original, given.number("--edits", 10_000), Long.parseLong(given.text("--seed", "1")), folder.resolve("copy"), figures);
      good &= sqlite(folder, scripts, given.number("--entries", 1_000_000), figures);
      postgres(scripts, figures);
    } finally {
      Folders.delete(folder);
    }
    figures.printAs("audit");
    System.exit(good ? 0 : 1);
  }

  private static boolean edits(Original original, int edits, long firstSeed, Path copy, Figures figures) throws IOException, SQLException {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    int detected = 0;
    int byItself = 0;
    for (long seed = firstSeed; seed < firstSeed + edits; seed++) {
      Trial trial = Trial.of(original, seed, copy);
      var unused = kinds.merge(trial.kind(), 1, Integer::sum);
      detected += trial.detected() ? 1 : 0;
      byItself += trial.byItself() ? 1 : 0;
      if (!trial.detected() && seed - firstSeed - detected < MOST_MISSES_SHOWN) {
        Figures.say("NOT DETECTED: %s; again: bench/run audit --change %d", trial, seed);
      }
    }
    figures.put("seed", firstSeed).put("edits", edits).put("detected", detected).put("told_only_by_a_known_record", detected - byItself);
    figures.put("kinds", kinds);
    return detected == edits;
  }

  private static boolean sqlite(Path folder, List<List<Input>> scripts, int entries, Figures figures) throws IOException, SQLException {
    Path file = Files.createDirectory(folder.resolve("large")).resolve("slipway.db");
    try (SqliteStore store = SqliteStore.open(file, Clocks.system().steady())) {
      appended(store, scripts, "", figures);
      int bytes = (int) (Files.size(file) / store.lastSequence());
      figures.put("bytes_per_entry", bytes);
      figures.put("bare_fsync_one_per_s", BareAppend.perSecond(folder.resolve("bare"), bytes, 1, SECONDS));
      figures.put("bare_fsync_64_per_s", BareAppend.perSecond(folder.resolve("bare64"), bytes, WRITERS, SECONDS));
    }
    Figures.say("filling up to %d entries", entries);
    Bulk.fill(file, scripts, entries);
    try (SqliteStore store = SqliteStore.open(file, Clocks.system().steady())) {
      return verified(store, figures);
    }
  }

  private static boolean verified(SqliteStore store, Figures figures) {
    OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double millions = store.lastSequence() / 1e6;
    long cpuNanos = machine.getProcessCpuTime();
    long beganNanos = System.nanoTime();
    boolean intact = store.verify(List.of()) instanceof Intact i && i.records() == store.lastSequence();
    figures.put("entries", store.lastSequence()).put("intact", intact);
    figures.put("verify_ms_per_million", Math.round((System.nanoTime() - beganNanos) / 1e6 / millions));
    figures.put("verify_cpu_ms_per_million", Math.round((machine.getProcessCpuTime() - cpuNanos) / 1e6 / millions));
    figures.put("load_average", Math.round(machine.getSystemLoadAverage() * 10) / 10.0);
    return intact;
  }

  /** One writer alone, then many: each waits until its record is on the disk, and those that wait together go there together. */
  private static void appended(StateStore store, List<List<Input>> scripts, String suffix, Figures figures) {
    Writers writers = new Writers(store, scripts);
    var warmUp = writers.write(WRITERS, Integer.MAX_VALUE, SECONDS);
    Written one = writers.write(1, Integer.MAX_VALUE, SECONDS);
    Written many = writers.write(WRITERS, Integer.MAX_VALUE, 2 * SECONDS);
    figures.put("append" + suffix + "_one_per_s", one.perSecond()).put("append" + suffix + "_per_s", many.perSecond());
  }

  private static void postgres(List<List<Input>> scripts, Figures figures) throws IOException {
    Optional<OwnPostgres> there = OwnPostgres.start();
    if (there.isEmpty()) {
      Figures.say("PostgreSQL is not installed: not measured with it");
      return;
    }
    try (OwnPostgres database = there.get();
        PostgresStore store = PostgresStore.open(database.address(), database.password(), Clocks.system().steady())) {
      appended(store, scripts, "_postgres", figures);
      boolean intact = store.verify(List.of()) instanceof Intact;
      figures.put("intact_postgres", intact);
    }
  }
}
