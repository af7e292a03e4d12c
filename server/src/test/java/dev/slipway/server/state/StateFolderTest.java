package dev.slipway.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path home;

  @Test
  void a_second_server_on_the_same_state_is_refused_and_told_who_holds_it() {
    try (StateFolder first = StateFolder.take(home.resolve("state"), 4711)) {
      StartException e = assertThrows(StartException.class, () -> StateFolder.take(first.path(), 4712));
      assertEquals("SLW-5120", e.code());
      assertEquals(2, e.exitCode());
      assertTrue(String.valueOf(e.getMessage()).contains("process 4711"), e.getMessage());
    }
    StateFolder.take(home.resolve("state"), 4713).close();
  }

  @Test
  void a_token_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    try (StateFolder folder = StateFolder.take(home.resolve("state"), 1)) {
      Token token = Token.of(folder);
      Path file = folder.resolve("token");
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      String secret = Files.readString(file).strip();
      assertTrue(secret.matches("[0-9a-f]{64}"));
      assertTrue(token.is(secret));
      assertTrue(Token.of(folder).is(secret));
      assertFalse(token.is(secret.replace(secret.charAt(0), secret.charAt(0) == 'a' ? 'b' : 'a')));
      assertFalse(token.toString().contains(secret));
    }
  }

  @Test
  void an_emptied_token_file_lets_nobody_in() throws IOException {
    try (StateFolder folder = StateFolder.take(home.resolve("state"), 1)) {
      folder.write("token", "\n");
      assertEquals("SLW-5123", assertThrows(StartException.class, () -> Token.of(folder)).code());
    }
  }

  @Test
  void the_log_never_grows_beyond_its_bound() throws IOException {
    Path file = home.resolve("server.log");
    RotatingLog log = new RotatingLog(file, 1000);
    log.setFormatter(new SimpleFormatter());
    for (int i = 0; i < 100; i++) {
      log.publish(new LogRecord(Level.INFO, "line " + i));
    }
    log.close();
    assertTrue(Files.size(file) <= 1000);
    assertTrue(Files.size(home.resolve("server.log.1")) <= 1000);
    assertTrue(Files.readString(file).contains("line 99"));
  }
}
