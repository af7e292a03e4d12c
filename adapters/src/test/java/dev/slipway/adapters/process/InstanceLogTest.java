package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceLogTest {
  @TempDir Path folder;
  private InstanceLog log;

  @BeforeEach
  void open() {
    log = new InstanceLog(folder.resolve("a.log"));
  }

  private void write(String text) throws IOException {
    Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i + " ä").toList();
  }

  @Test
  void the_last_lines_come_oldest_first_with_an_unfinished_one_and_with_blank_ones() throws IOException {
    assertEquals(List.of(), log.last(10));
    write("a\n\nb\nunfinished");
    assertEquals(List.of("", "b", "unfinished"), log.last(3));
    assertEquals(List.of("a", "", "b", "unfinished"), log.last(99));
    assertEquals(List.of(), log.last(0));
    write("\n");
    assertEquals(List.of("unfinished"), log.last(1));
    assertEquals("unfinished", log.lastWords());
  }

  @Test
  void lines_are_found_over_blocks_and_over_rotated_files() throws IOException {
    write(String.join("\n", lines(0, 20_000)) + "\n");
    log.rotate(1_000);
    write(String.join("\n", lines(20_000, 20_010)) + "\n");
    assertEquals(lines(8_010, 20_010), log.last(12_000));
    assertEquals(lines(0, 20_010), log.last(30_000));
  }

  @Test
  void a_full_log_is_cut_in_place_and_only_a_bounded_number_of_old_ones_is_kept() throws IOException {
    for (int i = 0; i < 12; i++) {
      write("round " + i + "\n" + "x".repeat(2_000) + "\n");
      var key = Files.readAttributes(log.file(), java.nio.file.attribute.BasicFileAttributes.class).fileKey();
      log.rotate(1_000);
      assertEquals(key, Files.readAttributes(log.file(), java.nio.file.attribute.BasicFileAttributes.class).fileKey());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(5, files.count());
    }
    assertTrue(log.last(100).contains("round 11"));
    assertEquals(0, log.bytes());
  }
}
