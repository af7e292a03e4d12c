package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.PublicKey;
import dev.slipway.engine.proof.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server signs of its journal, and what it refuses to. */
class JournalProofTest {
  @TempDir Path home;

  private Path state(String name) {
    return home.resolve("state").resolve(name);
  }

  private static Checkpoint signed(RunningServer server) {
    RunningServer.Answer answer = server.get("/journal/checkpoint");
    assertEquals(200, answer.status(), answer.text());
    PublicKey key = PublicKey.parse(answer.body().path("key").asText());
    return SignedNote.parse(answer.body().path("note").asText()).checkpoint(key).orElseThrow();
  }

  private static void refused(RunningServer server, String code) {
    RunningServer.Answer answer = server.get("/journal/checkpoint");
    assertEquals(409, answer.status(), answer.text());
    assertEquals(code, answer.body().path("code").asText());
  }

  private void change(String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state("slipway.db"));
        Statement statement = database.createStatement()) {
      assertTrue(statement.executeUpdate(sql) > 0);
    }
  }

  @Test
  void the_same_journal_is_signed_once_and_a_longer_one_anew_also_after_a_restart_with_a_torn_line() throws Exception {
    Checkpoint first;
    try (RunningServer server = new RunningServer(home)) {
      assertEquals(0, signed(server).size());
      server.promoted("1.0", RunningServer.freePort());
      first = signed(server);
      assertEquals(first, signed(server));
      assertTrue(first.size() > 0);
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state("audit.key"))));
    Files.write(state("checkpoints"), "\"torn".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    try (RunningServer server = new RunningServer(home)) {
      assertEquals(first, signed(server));
      assertEquals(200, server.post("/targets/shop/production/remove", "{\"by\":\"ada\"}").status());
      assertTrue(signed(server).size() > first.size());
    }
    assertEquals(3, Files.readAllLines(state("checkpoints")).size());
  }

  @Test
  void a_journal_that_was_signed_is_not_signed_again_when_it_is_another_one() throws Exception {
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      var unused = signed(server);
    }
    change("update journal set hash = '" + "0".repeat(64) + "' where sequence = 2");
    try (RunningServer server = new RunningServer(home)) {
      refused(server, "SLW-5137");
      refused(server, "SLW-5137");
      Files.move(state("checkpoints"), state("checkpoints.before"));
      assertTrue(signed(server).size() > 0);
    }
  }

  @Test
  void a_key_or_a_checkpoint_that_cannot_be_used_keeps_no_server_from_starting() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      var unused = signed(server);
    }
    String key = Files.readString(state("audit.key"));
    Files.writeString(state("audit.key"), "nonsense");
    try (RunningServer server = new RunningServer(home)) {
      refused(server, "SLW-5138");
    }
    Files.writeString(state("audit.key"), key);
    Files.writeString(state("checkpoints"), "\"nobody signed this\"\n");
    try (RunningServer server = new RunningServer(home)) {
      refused(server, "SLW-5138");
    }
  }
}
