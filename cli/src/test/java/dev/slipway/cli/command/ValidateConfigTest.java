package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateConfigTest {
  @TempDir private Path folder;

  @Test
  void a_file_that_only_makes_releases_needs_neither_service_nor_environments() throws IOException {
    assertEquals(0, validated("release:\n  tag: \"v${version}\"\n"));
    assertEquals(2, validated("release:\n  tags: \"v${version}\"\n"), "its block is read all the same");
    assertEquals(2, validated("release:\n  initial: 0.1.0\nhealth: { ready: /ready }\n"), "with more it is about a service");
    assertEquals(2, validated("releas:\n  initial: 0.1.0\n"));
  }

  private int validated(String text) throws IOException {
    String[] words = {"validate-config", Files.writeString(folder.resolve("slipway.yaml"), text).toString()};
    return Slipway.commandLine(words).execute(words);
  }
}
