package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own HAProxy that starts from the folder that Slipway keeps, and one whose ring loses lines. */
class TeamFilesTest {
  @TempDir Path folder;
  private OwnRig instances;
  private TargetSettings settings;
  private HaproxyRouter router;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    instances = new OwnRig(folder.resolve("unused"));
    Files.createDirectories(folder.resolve("unused"));
    RouterSpec.Haproxy spec = new RouterSpec.Haproxy(List.of(socket()), Optional.empty(),
        Optional.of(new Endpoint("127.0.0.1", OwnRig.freePort())), Optional.of(files().toString()));
    settings = new TargetSettings(instances.listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Optional.of(spec),
        Optional.empty());
    router = new HaproxyRouter(folder.resolve("state"), spec, System::nanoTime);
    Files.createDirectories(files());
    Files.writeString(files().resolve("shop.production.map"), "");
  }

  @AfterEach
  void stop() throws Exception {
    process.destroyForcibly().waitFor();
    instances.close();
  }

  private String socket() {
    return folder.resolve("admin.sock").toString();
  }

  private Path files() {
    return folder.resolve("files");
  }

  private String fragment() {
    return Fragment.of(TARGET, settings);
  }

  private void haproxy(String fragment) throws Exception {
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, "global\n  stats socket " + socket() + " level admin\n  stats timeout 1d\n" + fragment);
    process = new ProcessBuilder("haproxy", "-db", "-f", file.toString(), "-f", files().toString()).redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile()).redirectInput(new File("/dev/null")).start();
    OwnRig.until(() -> {
      try {
        String said = new RuntimeApi(socket(), Duration.ofSeconds(5), System::nanoTime).ask("show info");
        return said.contains("Pid: " + process.pid());
      } catch (java.io.IOException notYet) {
        assertTrue(process.isAlive(), "HAProxy ended");
        return false;
      }
    });
  }

  private void apply(int weight, int generation) {
    router.apply(new Target(TARGET, settings), instances.table(weight), new Fence(1, generation, false));
  }

  private Map<String, Integer> answers(int requests) throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      answers.merge(instances.get("/").body(), 1, Integer::sum);
    }
    return answers;
  }

  @Test
  void a_restart_by_the_team_begins_with_the_table_in_force() throws Exception {
    haproxy(fragment());
    OutsideException missing = assertThrows(OutsideException.class, () -> apply(25, 1));
    assertEquals("SLW-4164", missing.code());
    process.destroyForcibly().waitFor();
    haproxy(fragment());
    apply(25, 1);
    assertEquals(Map.of("candidate", 25, "stable", 75), answers(100));
    process.destroyForcibly().waitFor();
    haproxy(fragment());
    assertEquals(Map.of("candidate", 25, "stable", 75), answers(100));
    assertEquals(instances.table(25), router.read(TARGET).table());
    assertEquals(Optional.empty(), router.read(TARGET).foreign());
  }

  @Test
  void where_lines_of_the_ring_are_lost_nothing_is_counted_rather_than_half_and_traffic_goes_on() throws Exception {
    haproxy(fragment().replace("maxlen 2048", "maxlen 96"));
    assertThrows(OutsideException.class, () -> apply(25, 1));
    process.destroyForcibly().waitFor();
    haproxy(fragment().replace("maxlen 2048", "maxlen 96"));
    apply(0, 1);
    assertTrue(router.counts(TARGET).releases().isEmpty());
    assertEquals(Map.of("stable", 10), answers(10));
    OutsideException lost = assertThrows(OutsideException.class, () -> router.counts(TARGET));
    assertEquals("SLW-4170", lost.code());
    assertTrue(router.counts(TARGET).releases().isEmpty(), "what is known by halves was counted");
    process.destroyForcibly().waitFor();
    haproxy(fragment());
    router.read(TARGET);
    assertTrue(router.counts(TARGET).releases().isEmpty());
    assertEquals(Map.of("stable", 10), answers(10));
    assertEquals(10, router.counts(TARGET).releases().get(OwnRig.STABLE).requests());
  }
}
