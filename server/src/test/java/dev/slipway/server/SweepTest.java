package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.RunningServer.Answer;
import dev.slipway.server.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of old releases. */
@Timeout(60)
class SweepTest {
  private static final int MOST_LOOKS = 400;
  @TempDir Path home;
  private RunningServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home);
    port = RunningServer.freePort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void eventually(String what, BooleanSupplier so) throws InterruptedException {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      if (so.getAsBoolean()) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("never: " + what);
  }

  private boolean keeps(int version) {
    try {
      return server.outside.kept.contains(server.outside.digest(new Shipment.Files(home.resolve("dist/shop-1." + version + ".jar"))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Answer rollbackTo(String version) {
    return server.post("/targets/shop/production/rollback", "{\"by\":\"ada\",\"to\":\"" + version + "\"}");
  }

  @Test
  void the_last_ten_releases_stay_and_those_before_go_when_a_rollout_ends() throws Exception {
    for (int version = 0; version < 12; version++) {
      server.promoted("1." + version, port);
    }
    eventually("the first two are gone", () -> !keeps(0) && !keeps(1));
    for (int version = 2; version < 12; version++) {
      assertTrue(keeps(version), "1." + version);
    }
    Answer gone = rollbackTo("1.0");
    assertEquals(409, gone.status(), gone.text());
    assertTrue(gone.text().contains("SLW-2040"), gone.text());
    assertEquals(200, rollbackTo("1.2").status());
  }

  @Test
  void a_stable_release_stays_however_many_candidates_came_and_went_since() throws Exception {
    server.promoted("1.0", port);
    for (int version = 1; version < 13; version++) {
      server.build("1." + version);
      server.outside.neverReady = true;
      String deploy = server.deploy(RunningServer.yaml(port), "1." + version, Map.of());
      assertEquals(202, server.post("/targets/shop/production/deploy", deploy).status());
      assertEquals(200, server.post("/targets/shop/production/abort", "{\"by\":\"ada\"}").status());
      server.outside.neverReady = false;
      server.await("shop/production", s -> !s.has("rollout"));
    }
    assertEquals("1.0", server.get("/targets/shop/production").body().at("/stable/version").asText());
    eventually("the oldest candidates are gone", () -> !keeps(1) && !keeps(2));
    assertTrue(keeps(0), "what is stable");
    assertTrue(keeps(3), "the tenth of the latest");
  }

  @Test
  void on_a_real_platform_old_artifacts_and_logs_are_gone_from_the_disk() throws Exception {
    Path state = home.resolve("real");
    Path old = Files.createDirectories(state.resolve("store/sha256").resolve("ab".repeat(32)));
    Path logs = Files.createDirectories(state.resolve("logs/shop/production"));
    Path gone = Files.writeString(logs.resolve("0.9-12345678.0.log.1"), "old words");
    Path foreign = Files.writeString(logs.resolve("notes.txt"), "somebody's");
    try (StateFolder folder = StateFolder.take(state, 1)) {
      Parts parts = ThisMachine.parts(folder.path());
      TargetId shop = new TargetId("shop", "production");
      parts.places().of(TargetState.empty(shop), Optional.empty()).shelf().sweep(Map.of(shop, Set.of()));
      parts.close().run();
    }
    assertFalse(Files.exists(old));
    assertFalse(Files.exists(gone));
    assertTrue(Files.exists(foreign));
  }
}
