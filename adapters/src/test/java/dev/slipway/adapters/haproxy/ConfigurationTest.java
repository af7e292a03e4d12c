package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that changes, and one that a team writes itself, with the real HAProxy. */
class ConfigurationTest {
  @TempDir Path folder;
  private OwnRig rig;
  private int generation;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private void apply(Optional<Front> front, Optional<RouterSpec> spec) {
    TargetSettings settings = new TargetSettings(rig.listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), spec, front);
    rig.router.apply(new Target(TARGET, settings), rig.table(0), new Fence(1, ++generation, false));
    assertEquals(Optional.of(settings), rig.router.read(TARGET).settings());
  }

  @Test
  void settings_that_change_hand_the_listener_over_and_lose_no_connection() throws Exception {
    apply(Optional.empty(), Optional.empty());
    long before = rig.pid();
    OpenConnection open = OpenConnection.to(rig.listen);
    assertTrue(open.get("/").startsWith("HTTP/1.1 200"));
    Front front =
        new Front(Optional.empty(), Map.of("X-New", "1"), false, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    apply(Optional.of(front), Optional.empty());
    assertNotEquals(before, rig.pid());
    assertEquals("1", rig.get("/").headers().firstValue("X-New").orElse(""));
    assertTrue(open.get("/").startsWith("HTTP/1.1 200"), "the connection that was open was closed before its next request");
    open.close();
  }

  @Test
  void a_template_of_the_team_takes_the_place_of_slipway_s_and_one_that_haproxy_does_not_take_changes_nothing() throws Exception {
    Path template = folder.resolve("mine.template");
    Files.writeString(template, """
        global
          stats socket ${socket} mode 600 level admin expose-fd listeners
          description mine
        ${ring}
        ${target}
        """);
    apply(Optional.empty(), Optional.of(template(template)));
    assertTrue(rig.api().ask("show info").contains("Description: mine") || rig.api().ask("show info").contains("description: mine"));
    assertEquals("stable", rig.get("/").body());
    long pid = rig.pid();
    Files.writeString(template, "global\n  nonsense\n${target}\n");
    OutsideException nonsense = refused(template(template));
    assertEquals("SLW-4158", nonsense.code());
    assertTrue(nonsense.said().contains("unknown keyword 'nonsense'"), nonsense.said());
    Files.writeString(template, "${tarket}\n");
    OutsideException misspelt = refused(template(template));
    assertEquals("SLW-4154", misspelt.code());
    assertTrue(misspelt.said().contains("${tarket}") && misspelt.said().contains("target"), misspelt.said());
    assertEquals("SLW-4153", refused(template(folder.resolve("nowhere"))).code());
    assertEquals(pid, rig.pid());
    assertEquals("stable", rig.get("/").body());
  }

  private OutsideException refused(RouterSpec spec) {
    return assertThrows(OutsideException.class, () -> apply(Optional.empty(), Optional.of(spec)));
  }

  private static RouterSpec template(Path file) {
    return new RouterSpec.Haproxy(List.of(), Optional.of(file.toString()), Optional.empty(), Optional.empty());
  }
}
