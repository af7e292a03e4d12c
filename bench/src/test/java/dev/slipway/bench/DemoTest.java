package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.cli.client.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first command that the README names, as it is. */
@ExtendWith(SharedRig.class)
class DemoTest {
  private static final String NAME = "slipway-demo-";

  @Test
  void it_comes_out_as_announced_without_a_failed_request_and_leaves_no_process_and_no_folder(Rig rig) throws Exception {
    List<String> before = left();
    Program.Ended demo = rig.program().start("demo", "--json").ended(180);
    assertEquals(0, demo.exit(), demo::said);
    JsonNode summary = Api.JSON.readTree(demo.out().lines().toList().getLast());
    assertTrue(summary.path("as_announced").asBoolean(), summary::toString);
    assertEquals(0, summary.path("failed").asInt(-1), summary::toString);
    assertEquals(before, left());
  }

  @Test
  void its_gate_its_approval_its_failing_check_and_its_report_come_out_as_announced(Rig rig) throws Exception {
    List<String> before = left();
    Program.Ended demo = rig.program().start("demo", "--controls").ended(180);
    assertEquals(0, demo.exit(), demo::said);
    for (String shown : List.of("orders", "SLW-6070", "SLW-5160", "approved", "went back", "evidence.jsonl")) {
      assertTrue(demo.out().contains(shown), () -> shown + " is not in: " + demo.said());
    }
    assertEquals(before, left());
  }

  /** Folders of demos, and processes that work in one. */
  private static List<String> left() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      Stream<String> processes = ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains(NAME))
          .map(p -> "process " + p.pid());
      Stream<String> named = folders.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(NAME));
      return Stream.concat(named, processes).sorted().toList();
    }
  }
}
