package dev.slipway.adapters.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretValuesTest {
  @TempDir Path folder;

  private Path secret(String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private String refused(String value) {
    OutsideException e = assertThrows(OutsideException.class, () -> SecretValues.resolved(Map.of("DB_PASSWORD", value), Map.of("HOME",
        "/h")));
    assertEquals("SLW-3050", e.code());
    assertEquals(Optional.of(e.said()), SecretValues.missing(Map.of("DB_PASSWORD", value), Map.of("HOME", "/h")));
    return e.said();
  }

  @Test
  void a_reference_is_replaced_by_what_it_refers_to_and_any_other_value_is_left() throws IOException {
    Path file = secret("hunter2\n", "rw-r-----");
    Map<String, String> variables = Map.of("A", "${file:" + file + "}", "B", "${env:KEY}", "C", "x ${env:KEY}", "D", "");
    assertEquals(Map.of("A", "hunter2", "B", "k", "C", "x ${env:KEY}", "D", ""), SecretValues.resolved(variables, Map.of("KEY", "k")));
    assertEquals(Optional.empty(), SecretValues.missing(variables, Map.of("KEY", "k")));
  }

  @Test
  void one_that_leads_nowhere_is_told_by_its_name_and_never_by_its_content() throws IOException {
    assertTrue(refused("${env:ABSENT}").contains("ABSENT"));
    assertTrue(refused("${file:" + folder.resolve("absent") + "}").contains("DB_PASSWORD"));
    assertTrue(refused("${file:" + folder + "}").contains("is no file"));
    String open = refused("${file:" + secret("hunter2", "rw-r--r--") + "}");
    assertTrue(open.contains("chmod o=") && !open.contains("hunter2"), open);
  }
}
