package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.LogPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFollowerTest {
  @TempDir Path folder;
  private InstanceLog log;
  private LogFollower follower;
  private Optional<String> place = Optional.empty();

  @BeforeEach
  void open() {
    log = new InstanceLog(folder.resolve("a.log"));
    follower = new LogFollower(log);
  }

  private void write(String text) throws IOException {
    Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private LogPart next(int most) throws IOException {
    LogPart part = follower.read(place, most);
    place = Optional.of(part.next());
    return part;
  }

  private List<String> rest() throws IOException {
    List<String> all = new ArrayList<>();
    for (LogPart part = next(7); !part.lines().isEmpty(); part = next(7)) {
      assertFalse(part.gap());
      all.addAll(part.lines());
    }
    return all;
  }

  @Test
  void every_line_comes_once_however_many_there_are_and_however_alike() throws IOException {
    assertEquals(List.of(), next(10).lines());
    write("same\n".repeat(5_000));
    assertEquals(Collections.nCopies(5_000, "same"), rest());
    write("same\n".repeat(5_000) + "\n\n");
    assertEquals(5_002, rest().size());
    assertEquals(List.of(), rest());
  }

  @Test
  void one_begins_with_the_last_lines_and_goes_on_behind_them() throws IOException {
    write("a\nb\nc\n");
    assertEquals(List.of("b", "c"), next(2).lines());
    write("d ä\ne\n");
    assertEquals(List.of("d ä", "e"), rest());
  }

  @Test
  void a_line_without_its_end_waits_until_it_is_whole() throws IOException {
    write("a\nhal");
    assertEquals(List.of("a", "hal"), next(9).lines());
    assertEquals(List.of(), rest());
    write("f\nb");
    assertEquals(List.of("half"), rest());
    log.rotate(1);
    write("oth\n");
    assertEquals(List.of("both"), rest());
  }

  @Test
  void rotation_loses_and_doubles_nothing() throws IOException {
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    assertEquals(List.of(), next(10).lines());
    for (int i = 0; i < 400; i++) {
      written.add("line " + i);
      write(written.getLast() + "\n");
      if (i % 7 == 0) {
        log.rotate(1);
      }
      if (i % 20 == 0) {
        read.addAll(rest());
      }
    }
    read.addAll(rest());
    assertEquals(written, read);
  }

  @Test
  void what_was_rotated_away_unread_is_told_as_a_gap_and_what_is_left_is_read() throws IOException {
    write("a\n");
    assertEquals(List.of("a"), next(9).lines());
    for (int i = 0; i < 9; i++) {
      write("line " + i + "\n");
      log.rotate(1);
    }
    LogPart part = next(100);
    assertTrue(part.gap());
    assertEquals(List.of("line 5", "line 6", "line 7", "line 8"), part.lines());
    write("b\n");
    assertEquals(List.of("b"), rest());
  }

  @Test
  void a_log_that_somebody_cut_is_a_gap_too() throws IOException {
    write("a\nb\nc\n");
    assertEquals(3, next(9).lines().size());
    Files.writeString(log.file(), "x\n");
    LogPart part = next(9);
    assertTrue(part.gap());
    assertEquals(List.of("x"), part.lines());
  }
}
