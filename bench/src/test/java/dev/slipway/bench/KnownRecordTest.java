package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code slipway audit verify} beside what is known from elsewhere, as its user types it. */
@ExtendWith(SharedRig.class)
class KnownRecordTest {

  @Test
  void a_journal_is_proven_beside_a_backup_and_a_hash_and_another_history_ends_with_status_1(Rig rig, Target target) throws IOException {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    Path backup = rig.workspace().folder().resolve("before.backup");
    run(rig, 0, "state", "backup", backup.toString());
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.1.0");
    JsonNode last = target.get("/journal?limit=1000").path("records").valueStream().toList().getLast();
    String known = last.path("sequence").asLong() + ":" + last.path("hash").asText();
    run(rig, 0, "audit", "verify", "--since", backup.toString(), "--known", known);
    run(rig, 0, "audit", "verify", "--backup", backup.toString());

    String other = last.path("sequence").asLong() + ":" + "0".repeat(64);
    String said = run(rig, 1, "audit", "verify", "--known", other);
    assertTrue(said.contains(Long.toString(last.path("sequence").asLong())), said);
    // A copy of earlier lacks what was journaled since.
    run(rig, 1, "audit", "verify", "--backup", backup.toString(), "--known", known);
  }

  @Test
  void what_is_no_record_and_no_backup_is_refused_with_what_to_do(Rig rig) throws IOException {
    refused(rig, "nonsense", "--known", "nonsense");
    refused(rig, "nowhere", "--since", rig.workspace().folder().resolve("nowhere").toString());
    Path empty = Files.writeString(rig.workspace().folder().resolve("empty"), "");
    refused(rig, "empty", "--since", empty.toString());
  }

  private static void refused(Rig rig, String names, String... words) {
    String said = run(rig, 2, "audit", "verify", words[0], words[1]);
    assertTrue(said.contains("SLW-") && said.contains(names), said);
  }

  private static String run(Rig rig, int exit, String... words) {
    Program.Ended ended = rig.program().start(words).ended(60);
    assertEquals(exit, ended.exit(), ended.said());
    return ended.said();
  }
}
