package dev.slipway.cli.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of tokens that others may have read, and how each of them is made to open nothing. */
class SecretTest {
  @TempDir Path home;

  private String refused(String content) throws IOException {
    Path file = Files.writeString(home.resolve("open.token"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return assertThrows(CliException.class, () -> Secret.in(file)).said();
  }

  @Test
  void a_token_of_the_api_is_revoked_and_the_servers_own_is_rotated() throws IOException {
    String said = refused("slw_0123456789ab_cdef\n");
    assertTrue(said.contains("slipway token revoke 0123456789ab)"), said);
    assertFalse(said.contains("cdef"), said);
    assertTrue(refused("secret-text\n").contains("slipway server token rotate"));
  }
}
