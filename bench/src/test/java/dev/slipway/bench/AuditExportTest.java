package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.cli.client.Api;
import dev.slipway.engine.proof.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The journal given to somebody outside, who proves it with a public key and nothing else. */
@Tag("long")
@ExtendWith(SharedRig.class)
class AuditExportTest {
  private static final String FORMULA = "=HYPERLINK(\"http://evil\",\"x\")";

  @Test
  void an_export_proves_itself_and_every_change_of_it_shows(Rig rig, Target target) throws IOException {
    Path key = fresh(rig, "audit.pub");
    Files.writeString(key, run(rig, 0, "audit", "key"));
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    Path earlier = fresh(rig, "checkpoint");
    Files.writeString(earlier, run(rig, 0, "audit", "checkpoint"));
    JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("50%, 100%", "60s")), "1.1.0");
    target.awaitBaking(50);
    target.command("abort", Api.JSON.createObjectNode().put("reason", FORMULA));
    target.awaitEnd(asked.path("rollout").asLong());
    Path all = fresh(rig, "all.jsonl");
    run(rig, 0, "audit", "export", all.toString());
    JsonNode proven = Api.JSON.readTree(run(rig, 0, "audit", "verify", all.toString(), "--key", key.toString(), "--since",
        earlier.toString(), "--json"));
    assertTrue(proven.path("complete").asBoolean() && proven.path("records").asLong() > 3, proven.toString());

    Path some = fresh(rig, "some.jsonl");
    run(rig, 0, "audit", "export", some.toString(), "--target", target.name());
    String said = run(rig, 0, "audit", "verify", some.toString(), "--key", Files.readString(key).strip());
    assertTrue(said.contains("in the journal"), said);

    List<String> lines = Files.readAllLines(all);
    shows(rig, key, all, lines.stream().map(l -> l.replace(target.name(), "shop/other")));
    shows(rig, key, all, Stream.concat(lines.subList(0, 2).stream(), lines.subList(3, lines.size()).stream()));
    shows(rig, key, all, lines.subList(0, lines.size() - 1).stream());
    String strangers = SigningKey.generate("stranger").shown().toString();
    assertTrue(run(rig, 1, "audit", "verify", all.toString(), "--key", strangers).contains("none of the keys given"));
    refusals(rig, all, key);
    table(rig, target);
  }

  private static void refusals(Rig rig, Path export, Path key) throws IOException {
    assertTrue(run(rig, 2, "audit", "verify", export.toString()).contains("SLW-6041"));
    assertTrue(run(rig, 2, "audit", "verify", export.toString(), "--key", "nonsense+x").contains("SLW-6041"));
    assertTrue(run(rig, 2, "audit", "verify", fresh(rig, "none").toString(), "--key", key.toString()).contains("SLW-6044"));
    assertTrue(run(rig, 2, "audit", "verify", export.toString(), "--key", key.toString(), "--since", key.toString()).contains("SLW-6043"));
    assertTrue(run(rig, 2, "audit", "export", export.toString()).contains("SLW-6046"));
    assertTrue(run(rig, 2, "audit", "export", "--from", "yesterday").contains("SLW-6040"));
  }

  private static void table(Rig rig, Target target) throws IOException {
    String rows = run(rig, 0, "audit", "export", "--format", "csv", "--target", target.name());
    assertTrue(rows.startsWith("sequence,at,target,actor,what,"), rows);
    assertTrue(rows.contains(target.name()), rows);
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    assertEquals(1, run(rig, 0, "audit", "export", "--format", "csv", "--from", tomorrow).lines().count());
  }

  private static void shows(Rig rig, Path key, Path export, Stream<String> changed) throws IOException {
    Path copy = fresh(rig, "changed.jsonl");
    Files.write(copy, changed.toList());
    String said = run(rig, 1, "audit", "verify", copy.toString(), "--key", key.toString());
    assertTrue(said.contains("SLW-6042"), said);
    assertFalse(export.equals(copy));
  }

  private static Path fresh(Rig rig, String name) throws IOException {
    Path file = rig.workspace().folder().resolve(name);
    Files.deleteIfExists(file);
    return file;
  }

  private static String run(Rig rig, int exit, String... words) {
    Program.Ended ended = rig.program().start(words).ended(60);
    assertEquals(exit, ended.exit(), ended.said());
    return ended.said();
  }
}
