package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the server dead and its database gone, one command still sends all users to stable. */
@ExtendWith(SharedRig.class)
class EmergencyTest {

  @Test
  void with_server_and_database_gone_all_users_go_to_stable_and_the_rollout_goes_back_when_they_return(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("50%, 100%", "5m")), "1.1.0");
      target.awaitBaking(50);
      rig.server().kill();
      Map<Path, Path> moved = moveDatabaseAway(rig);
      Program.Ended ended = rig.program().run("emergency", target.name(), "checkout is down");
      assertEquals(0, ended.exit(), ended::said);
      assertOnlyStableIsServed(target);
      moved.forEach((from, to) -> move(to, from));
      rig.server().start();
      JsonNode last = target.awaitEnd(asked.path("rollout").asLong());
      assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
      assertEquals("1.0.0", target.stableVersion());
      assertOnlyStableIsServed(target);
      load.nothingLost();
    }
  }

  private static void assertOnlyStableIsServed(Target target) {
    // What was claimed before the command may still be answered by the candidate.
    Wait.millis(100);
    for (int i = 0; i < 40; i++) {
      assertEquals("1.0.0", Visit.to(target.url() + "/").release());
    }
  }

  private static Map<Path, Path> moveDatabaseAway(Rig rig) {
    Map<Path, Path> moved = new HashMap<>();
    Path away = rig.workspace().folder().resolve("away");
    try (Stream<Path> files = Files.list(rig.workspace().state())) {
      Files.createDirectories(away);
      List<Path> database = files.filter(f -> f.getFileName().toString().matches(".*\\.(db|sqlite|sqlite3)(-wal|-shm)?")).toList();
      assertTrue(!database.isEmpty(), "no database file in the state folder");
      for (Path file : database) {
        Path to = away.resolve(file.getFileName());
        move(file, to);
        moved.put(file, to);
      }
      return moved;
    } catch (IOException e) {
      throw new RigException("the database could not be moved away", e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new RigException(from + " could not be moved", e);
    }
  }
}
