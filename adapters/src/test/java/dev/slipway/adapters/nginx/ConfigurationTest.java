package dev.slipway.adapters.nginx;

import static dev.slipway.adapters.nginx.NginxRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template of the team, a file that somebody changed, a reload that does not take and an nginx that died, with the real nginx. */
class ConfigurationTest {
  @TempDir Path folder;
  private NginxRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new NginxRig(folder);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private void apply(Optional<RouterSpec> spec) {
    rig.apply(rig.settings(spec, Optional.empty()), rig.table(0));
  }

  private static Optional<RouterSpec> template(Path file) {
    return Optional.of(new RouterSpec.Nginx(Optional.empty(), Optional.of(file.toString()), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty()));
  }

  private OutsideException refused(Optional<RouterSpec> spec) {
    return assertThrows(OutsideException.class, () -> apply(spec));
  }

  @Test
  void a_template_of_the_team_takes_the_place_of_slipway_s_and_one_that_nginx_does_not_take_changes_nothing() throws Exception {
    Path template = folder.resolve("mine.template");
    String good = """
        {{http}}
        server {
          {{listen}}
          {{tls}}
          {{counting}}
          {{front}}
          location = /mine { return 200 "{{target}}"; }
          location / {
            {{proxy}}
          }
        }
        {{preview}}
        """;
    Files.writeString(template, good);
    apply(template(template));
    assertEquals("shop/production", rig.get("/mine").body());
    assertEquals("stable", rig.get("/").body());
    Files.writeString(template, good + "nonsense;\n");
    OutsideException nonsense = refused(template(template));
    assertEquals("SLW-4208", nonsense.code());
    assertTrue(nonsense.said().contains("unknown directive \"nonsense\""), nonsense.said());
    for (List<String> wrong : List.of(List.of(good.replace("{{proxy}}", ""), "proxy"), List.of(good + "{{lissen}}", "lissen"))) {
      Files.writeString(template, wrong.getFirst());
      OutsideException told = refused(template(template));
      assertEquals("SLW-4205", told.code());
      assertTrue(told.said().contains("{{" + wrong.getLast() + "}}"), told.said());
    }
    assertEquals("SLW-4205", refused(template(folder.resolve("nowhere"))).code());
    assertEquals("shop/production", rig.get("/mine").body());
  }

  @Test
  void a_file_that_somebody_changed_is_told_and_not_written_over_until_a_person_says_so() throws Exception {
    apply(Optional.empty());
    String ours = Files.readString(rig.live());
    Files.writeString(rig.live(), ours.replace("server_tokens off", "server_tokens on"));
    String theirs = Files.readString(rig.live());
    for (int i = 0; i < 2; i++) {
      String told = rig.router.read(TARGET).foreign().orElse("nothing");
      assertTrue(told.contains("was changed") && told.contains("server_tokens on"), told);
    }
    Target target = new Target(TARGET, rig.settings(Optional.empty(), Optional.empty()));
    OutsideException refused =
        assertThrows(OutsideException.class, () -> rig.router.apply(target, rig.table(30), new Fence(1, 50, false)));
    assertEquals("SLW-4216", refused.code());
    assertEquals(theirs, Files.readString(rig.live()));
    rig.router.apply(target, rig.table(30), new Fence(1, 50, false, true));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertTrue(Files.readString(rig.live()).contains("server_tokens off"));
  }

  @Test
  void a_reload_that_was_accepted_and_does_not_take_is_found_and_the_file_of_before_is_back() throws Exception {
    apply(Optional.empty());
    String before = Files.readString(rig.live());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TargetSettings elsewhere = new TargetSettings(new Endpoint("127.0.0.1", taken.getLocalPort()), Optional.empty(), Optional.empty(),
          Duration.ofSeconds(5));
      OutsideException refused = assertThrows(OutsideException.class, () -> rig.apply(elsewhere, rig.table(50)));
      assertEquals("SLW-4213", refused.code());
      assertTrue(refused.said().contains("The configuration before it is back in place"), refused.said());
    }
    assertEquals(before, Files.readString(rig.live()));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertEquals(rig.table(0), rig.router.read(TARGET).table());
    assertEquals("stable", rig.get("/").body());
  }

  @Test
  void an_nginx_that_was_killed_is_started_again_with_its_table_by_the_next_look() throws Exception {
    rig.apply(rig.settings(Optional.empty(), Optional.empty()), rig.table(100));
    RealNginx.endAll(folder);
    assertEquals(rig.table(100), rig.router.read(TARGET).table());
    assertEquals("candidate", rig.get("/").body());
  }
}
