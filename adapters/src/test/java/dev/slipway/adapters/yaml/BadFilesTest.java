package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every malformed or contradictory file in {@code bad/}, held against the table beside them. */
class BadFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/bad");

  record Expected(String place, String code, String message, String hint) {}

  record BadFile(String name, List<Expected> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<BadFile> files() throws IOException {
    Map<String, List<Expected>> table = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("expected.txt"))) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(" \\| ", -1);
        table.computeIfAbsent(cells[0], f -> new ArrayList<>()).add(new Expected(cells[1], cells[2], cells[3], cells[4]));
      }
    }
    return table.entrySet().stream().map(e -> new BadFile(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_bad_file_gives_each_fault_with_its_place_and_the_way_out(BadFile file) {
    Path path = FOLDER.resolve(file.name());
    ReadResult.Invalid invalid = (ReadResult.Invalid) SlipwayYaml.read(path);

    List<String> places = invalid.problems().stream().map(p -> p.line() + ":" + p.column() + " " + p.code()).toList();
    assertEquals(file.problems().stream().map(e -> e.place() + " " + e.code()).toList(), places, invalid.render());
    for (int i = 0; i < places.size(); i++) {
      Problem problem = invalid.problems().get(i);
      Expected expected = file.problems().get(i);
      assertTrue(problem.message().contains(expected.message()), () -> problem.message() + " does not name: " + expected.message());
      assertTrue(problem.hint().contains(expected.hint()), () -> problem.hint() + " does not say: " + expected.hint());
      assertTrue(problem.render().startsWith(path + ":" + expected.place() + " " + expected.code() + " "), problem.render());
      assertTrue(problem.render().endsWith(" Nothing was changed."), problem.render());
    }
  }

  @Test
  void every_bad_file_is_in_the_table_and_there_are_many() throws IOException {
    List<String> listed = files().map(BadFile::name).toList();
    try (Stream<Path> folder = Files.list(FOLDER)) {
      List<String> there = folder.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".yaml")).toList();
      assertEquals(new TreeSet<>(listed), new TreeSet<>(there));
      assertTrue(there.size() >= 60, there.size() + " files");
    }
  }
}
