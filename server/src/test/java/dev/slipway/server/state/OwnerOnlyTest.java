package dev.slipway.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other users of the machine can do with the state of a server. */
class OwnerOnlyTest {
  @TempDir Path home;

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private String refused(Path state) {
    StartException e = assertThrows(StartException.class, () -> StateFolder.take(state, 1));
    assertEquals("SLW-5129", e.code(), e.getMessage());
    return String.valueOf(e.getMessage());
  }

  @Test
  void a_folder_that_others_may_read_is_closed_with_everything_in_it() throws IOException {
    Path state = Files.createDirectory(home.resolve("state"));
    Path log = Files.writeString(state.resolve("server.log"), "x");
    Path inner = Files.createDirectory(state.resolve("proxy"));
    Path sealed = Files.writeString(state.resolve("sealed"), "x");
    mode(state, "rwxr-xr-x");
    mode(log, "rw-r--r--");
    mode(inner, "rwxr-xr-x");
    mode(sealed, "r--r--r--");
    StateFolder.take(state, 1).close();
    assertEquals("rwx------", mode(state));
    assertEquals(List.of("rw-------", "rwx------", "r--------", "rw-------"), List.of(mode(log), mode(inner), mode(sealed),
        mode(state.resolve("server.lock"))));
  }

  @Test
  void a_folder_into_which_others_could_put_something_is_not_trusted() throws IOException {
    Path state = Files.createDirectory(home.resolve("state"));
    Files.createSymbolicLink(state.resolve("server.log"), home.resolve("precious"));
    mode(state, "rwxrwxrwx");
    assertTrue(refused(state).contains("chmod 700 " + state.toRealPath()));
    assertFalse(Files.exists(home.resolve("precious")));
  }

  @Test
  void an_empty_one_is_just_closed() throws IOException {
    Path state = Files.createDirectory(home.resolve("state"));
    mode(state, "rwxrwxr-x");
    StateFolder.take(state, 1).close();
    assertEquals("rwx------", mode(state));
  }

  @Test
  void a_folder_that_anybody_may_replace_is_not_trusted() throws IOException {
    Path shared = Files.createDirectory(home.resolve("shared"));
    Path state = Files.createDirectory(shared.resolve("state"));
    mode(shared, "rwxrwxrwx");
    assertTrue(refused(state).contains("can be written by all"));
  }

  @Test
  void a_folder_of_another_user_is_not_trusted() throws IOException {
    Path state = Path.of("/usr");
    if (System.getProperty("user.name").equals("root")) {
      state = Files.createDirectory(home.resolve("state"));
      Files.setOwner(state, state.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
    assertTrue(refused(state).contains("belongs to"));
  }

  @Test
  void a_link_in_the_place_of_the_log_or_the_lock_is_never_followed() throws IOException {
    Path precious = Files.writeString(home.resolve("precious"), "precious");
    Path link = Files.createSymbolicLink(home.resolve("server.log"), precious);
    assertThrows(IOException.class, () -> new RotatingLog(link, 1000));
    Path state = Files.createDirectory(home.resolve("state"));
    mode(state, "rwx------");
    Files.createSymbolicLink(state.resolve("server.lock"), precious);
    assertEquals("SLW-5121", assertThrows(StartException.class, () -> StateFolder.take(state, 1)).code());
    Files.delete(state.resolve("server.lock"));
    try (StateFolder folder = StateFolder.take(state, 1)) {
      Files.createSymbolicLink(state.resolve("token.next"), precious);
      Files.createSymbolicLink(state.resolve("server.json"), precious);
      folder.write("token", "x");
      folder.write("server.json", "y");
    }
    assertEquals("precious", Files.readString(precious));
    assertFalse(Files.isSymbolicLink(state.resolve("server.json")));
  }

  @Test
  void a_log_is_its_owners_alone_also_after_it_was_rotated() throws IOException {
    Path file = home.resolve("server.log");
    RotatingLog log = new RotatingLog(file, 100);
    log.setFormatter(new java.util.logging.SimpleFormatter());
    for (int i = 0; i < 10; i++) {
      log.publish(new java.util.logging.LogRecord(java.util.logging.Level.INFO, "line " + i));
    }
    log.close();
    assertEquals("rw-------", mode(file));
    assertEquals("rw-------", mode(home.resolve("server.log.1")));
  }

  @Test
  void a_token_that_others_can_read_is_refused_with_what_to_do() throws IOException {
    try (StateFolder folder = StateFolder.take(home.resolve("state"), 1)) {
      Token token = Token.of(folder);
      assertTrue(token.is(Files.readString(folder.resolve("token")).strip()));
      mode(folder.resolve("token"), "rw-r--r--");
      StartException e = assertThrows(StartException.class, () -> Token.of(folder));
      assertEquals("SLW-5123", e.code());
      assertTrue(String.valueOf(e.getMessage()).contains("chmod 600"), e.getMessage());
    }
  }

  @Test
  void the_key_of_a_certificate_may_be_its_groups_but_not_everybodys() throws IOException {
    Path key = Files.writeString(home.resolve("key.pem"), "");
    mode(key, "rw-r-----");
    assertTrue(OwnerOnly.readByEverybody(key).isEmpty());
    for (String open : List.of("rw-r--r--", "rw--w----", "rw-----w-")) {
      mode(key, open);
      assertTrue(OwnerOnly.readByEverybody(key).isPresent(), open);
    }
  }
}
