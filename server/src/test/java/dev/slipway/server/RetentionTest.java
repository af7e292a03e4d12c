package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.server.export.ArchiveFile;
import dev.slipway.server.export.OfflineProof;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of years ago that is shortened by what is in an archive, and goes on proving what it proved. */
class RetentionTest {
  private static final int MONTHS = 14;
  private static final String PLAN = "/journal/retention?before=2024-06-01T00:00:00Z";
  private static final String SHOP = "/targets/shop/production";
  @TempDir Path home;
  private long records;

  @BeforeEach
  void writes() throws Exception {
    records = OldJournal.write(home.resolve("state"), MONTHS);
  }

  private Path file(String name) {
    return home.resolve(name);
  }

  private static RunningServer.Answer shorten(RunningServer server, ObjectNode told) {
    return server.post("/journal/retention", told.toString());
  }

  private void forged(Path archive, List<String> keys) throws IOException {
    List<String> lines = Files.readAllLines(archive);
    Files.write(file("twice.jsonl"), java.util.stream.Stream.concat(lines.stream().limit(2), lines.stream().skip(1)).toList());
    Files.write(file("cut.jsonl"), java.util.stream.Stream.concat(lines.stream().limit(1), lines.stream().skip(2)).toList());
    Files.writeString(file("edited.jsonl"), Files.readString(archive).replace("\"ada\"", "\"eve\""));
    for (String name : List.of("twice.jsonl", "cut.jsonl", "edited.jsonl")) {
      StartException refused = assertThrows(StartException.class, () -> ArchiveFile.told(file(name), keys), name);
      assertTrue(refused.getMessage().contains("SLW-6048"), refused.getMessage());
    }
  }

  @Test
  void archive_and_rest_are_the_whole_that_was_signed_before_and_answers_say_what_they_do_not_hold() throws Exception {
    Path archive = file("archive.jsonl");
    Path rest = file("rest.jsonl");
    try (RunningServer server = new RunningServer(home)) {
      Path kept = Files.writeString(file("checkpoint"), server.get("/journal/checkpoint").body().path("note").asText());
      JsonNode verifiedBefore = server.get("/journal/verify").body();
      ObjectNode told = OldJournal.archived(server, PLAN, archive);
      JsonNode part = told.path("parts").get(0);
      assertTrue(part.path("records").asLong() > 10 && part.path("through").asLong() < records, part.toString());
      JsonNode done = shorten(server, told).body();
      assertEquals(part.path("records").asLong(), done.path("taken").asLong(), done.toString());
      JsonNode again = shorten(server, told).body();
      assertTrue(again.path("alreadySo").asBoolean() && again.path("taken").asLong() == 0, again.toString());
      assertEquals(0, server.get(PLAN).body().path("records").asLong());

      JsonNode verified = server.get("/journal/verify?known=" + records + ":" + verifiedBefore.path("lastHash").asText()).body();
      assertTrue(verified.path("whole").asBoolean(), verified.toString());
      assertEquals(records + 1, verified.path("records").asLong());
      OldJournal.exported(server, rest);
      List<String> keys = OldJournal.keys(server);
      OfflineProof.Told alone = OfflineProof.of(rest, keys, Optional.of(kept));
      assertTrue(alone.whole() && !alone.complete() && alone.archived() == part.path("records").asLong(), alone.message());
      OfflineProof.Told both = OfflineProof.of(rest, keys, Optional.of(kept), List.of(archive));
      assertTrue(both.whole() && both.complete() && both.records() == records + 1, both.message());
      assertTrue(OfflineProof.of(archive, keys, Optional.empty()).whole());

      saysWhatItDoesNotHold(server, part.path("records").asLong(), done.path("sha256").asText());
    }
    Files.writeString(rest, Files.readString(rest).replaceFirst("(\"archived\".*\"hash\":\")[0-9a-f]{8}", "$100000000"));
    assertFalse(OfflineProof.of(rest, List.of(Files.readString(home.resolve("state/audit.pub")).strip()), Optional.empty()).whole());
    OldJournal.change(home, "update archived set hash = '" + "0".repeat(64) + "' where sequence = 2");
    try (RunningServer server = new RunningServer(home)) {
      assertFalse(server.get("/journal/verify").body().path("whole").asBoolean());
    }
  }

  private static void saysWhatItDoesNotHold(RunningServer server, long records, String sha) {
    for (String path : List.of("/journal", SHOP + "/journal", SHOP + "/history", "/delivery?days=3650",
        "/journal/report?standard=soc2&from=2023-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")) {
      JsonNode said = server.get(path).body().path("archived");
      assertEquals(records, said.path("records").asLong(), path);
      assertEquals(sha, said.at("/files/0/sha256").asText(), path);
    }
    assertFalse(server.get("/delivery?days=30").body().has("archived"));
    assertEquals("SLW-5131", server.get("/journal/explain?verdict=1").body().path("code").asText());
    RunningServer.Answer series = server.get(SHOP + "/rollouts/" + MONTHS + "/measurements");
    assertEquals(200, series.status(), series.text());
    assertEquals(10, server.get(SHOP + "/history").body().path("releases").size());
  }

  @Test
  void nothing_is_taken_for_an_archive_that_is_too_young_or_not_of_this_journal() throws Exception {
    try (RunningServer server = new RunningServer(home)) {
      for (Instant late : List.of(Instant.now().plus(Duration.ofDays(400)), Instant.now().minus(Duration.ofDays(80)))) {
        assertEquals("SLW-5155", server.get("/journal/retention?before=" + late).body().path("code").asText());
      }
      Path archive = file("archive.jsonl");
      ObjectNode told = OldJournal.archived(server, PLAN, archive);
      ObjectNode less = told.deepCopy();
      ((ObjectNode) less.path("parts").get(0)).put("records", told.path("parts").get(0).path("records").asLong() - 1);
      ObjectNode more = told.deepCopy();
      ((ObjectNode) more.path("parts").get(0)).put("through", records - 1);
      ObjectNode other = told.deepCopy().put("root", "0".repeat(64));
      for (ObjectNode wrong : List.of(less, more, other)) {
        assertEquals("SLW-5158", shorten(server, wrong).body().path("code").asText(), wrong.toString());
      }
      assertEquals("SLW-5101", shorten(server, told.deepCopy().put("sha256", "none")).body().path("code").asText());
      forged(archive, OldJournal.keys(server));
      assertEquals(records, server.get("/journal/verify").body().path("records").asLong());
    }
  }

  @Test
  void a_journal_that_does_not_verify_is_not_shortened() throws Exception {
    ObjectNode told;
    try (RunningServer server = new RunningServer(home)) {
      told = OldJournal.archived(server, PLAN, file("archive.jsonl"));
    }
    OldJournal.change(home, "update journal set actor = 'mallory' where sequence = " + (records - 1));
    try (RunningServer server = new RunningServer(home)) {
      RunningServer.Answer refused = shorten(server, told);
      assertEquals("409 SLW-5157", refused.status() + " " + refused.body().path("code").asText(), refused.text());
      assertEquals(1, server.get(SHOP + "/journal?limit=1").body().path("records").get(0).path("sequence").asLong());
    }
  }
}
