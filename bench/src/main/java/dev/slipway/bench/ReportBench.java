package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.slipway.bench.audit.Scripts;
import dev.slipway.bench.audit.Years;
import dev.slipway.bench.rig.Folders;
import dev.slipway.cli.compliance.ReportPage;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.compliance.Report;
import dev.slipway.server.compliance.ReportFilter;
import dev.slipway.server.compliance.Reports;
import dev.slipway.server.compliance.Standard;
import dev.slipway.server.export.OfflineProof;
import dev.slipway.server.export.ReportEvidence;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.JournalProof;
import dev.slipway.server.state.CheckpointFile;
import dev.slipway.server.state.StateFolder;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A compliance report over many rollouts: {@code [--rollouts n]}. The first is of a server that has just started: the journal is read and
 * hashed for the checkpoint, read again for the report, and the page is written; the second is of one that signed before.
 */
public final class ReportBench {
  private static final int SCRIPTS = 40;
  private static final int LEAST_INPUTS = 12;
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

  private ReportBench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    BenchArguments given = BenchArguments.parse(arguments, "--rollouts");
    long rollouts = given.number("--rollouts", 100_000);
    Path home = Files.createTempDirectory("slipway-report");
    Figures figures = new Figures();
    boolean good;
    try (StateFolder folder = StateFolder.take(home.resolve("state"), ProcessHandle.current().pid())) {
      Path file = folder.path().resolve("slipway.db");
      SqliteStore.open(file, Clocks.system().steady()).close();
      Figures.say("filling %d rollouts", rollouts);
      Instant to = Years.fill(file, Scripts.of(SCRIPTS, LEAST_INPUTS), rollouts, FROM).plusSeconds(1);
      try (SqliteStore store = SqliteStore.open(file, Clocks.system().steady())) {
        figures.put("rollouts", rollouts).put("records", store.lastSequence());
        Reports reports =
            new Reports(JournalProof.of(store, new CheckpointFile(folder), Clocks.system(), new JournalFeed()));
        ReportFilter filter = new ReportFilter(FROM, to, Optional.empty(), Optional.empty());
        made(reports, filter, home.resolve("first"), figures, "first");
        good = made(reports, filter, home.resolve("second"), figures, "second");
      }
    } finally {
      Folders.delete(home);
    }
    figures.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    figures.printAs("report");
    System.exit(good ? 0 : 1);
  }

  private static boolean made(Reports reports, ReportFilter filter, Path beside, Figures figures, String which) throws IOException {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuNanos = machine.getProcessCpuTime();
    long beganNanos = System.nanoTime();
    Report report = reports.of(Standard.SOC2, filter, true);
    JsonNode answer = new ObjectMapper().readTree(ApiJson.write(report));
    String page = ReportPage.of(answer);
    figures.put(which + "_seconds", Math.round((System.nanoTime() - beganNanos) / 1e7) / 100.0);
    figures.put(which + "_cpu_seconds", Math.round((machine.getProcessCpuTime() - cpuNanos) / 1e7) / 100.0);
    long heap = heap().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    figures.put(which + "_heap_peak_mb", heap >> 20).put("page_kb", page.length() >> 10);
    try (Writer out = Files.newBufferedWriter(beside)) {
      figures.put("cited", ReportEvidence.write(answer, out));
    }
    boolean proven = OfflineProof.of(beside, List.of(report.journal().key()), Optional.empty()).whole();
    figures.put("proven", proven);
    return proven;
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP).toList();
  }
}
