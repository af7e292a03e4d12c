package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Powerless;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose text never comes in, and how that is told. */
class UnreadableFileTest {
  private static final String SMALLEST =
      """
      service: shop
      artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
      environments: { staging: { listen: 8080 } }
      """;

  @Test
  void what_cannot_be_read_is_a_problem_like_any_other(@TempDir Path folder) throws IOException {
    assertEquals("SLW-1001", only(SlipwayYaml.read(folder.resolve("absent.yaml"))).code());
    assertEquals("SLW-1001", only(SlipwayYaml.read(folder)).code());
    Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(1 << 20) + "\n");
    assertTrue(only(SlipwayYaml.read(huge)).message().contains("larger than 1 MiB"));
    assertTrue(only(SlipwayYaml.read("#".repeat((1 << 20) + 1), "x")).message().contains("larger than 1 MiB"));
  }

  @Test
  void a_file_without_permission_says_so(@TempDir Path folder) throws Exception {
    Path locked = Files.writeString(folder.resolve("slipway.yaml"), SMALLEST);
    Files.setPosixFilePermissions(locked, Set.of());
    String said = Powerless.run(UnreadableFileTest.class, locked.toString());
    assertTrue(said.startsWith("SLW-1001 ") && said.contains("may not read"), said);
  }

  /** Says what is wrong with the file named; for a process that may not read it. */
  public static void main(String[] arguments) {
    Problem problem = only(SlipwayYaml.read(Path.of(arguments[0])));
    System.out.println(problem.code() + " " + problem.message());
  }

  @Test
  void a_problem_reads_as_one_line() {
    Problem problem = new Problem("SLW-1003", "slipway.yaml", 12, 7, "unknown key \"strategey\" in environments.staging",
        "did you mean \"strategy\"?");
    assertEquals(
        "slipway.yaml:12:7 SLW-1003 unknown key \"strategey\" in environments.staging: did you mean \"strategy\"? Nothing was changed.",
            problem.render());
  }

  private static Problem only(ReadResult result) {
    List<Problem> problems = assertInstanceOf(ReadResult.Invalid.class, result).problems();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst();
  }
}
