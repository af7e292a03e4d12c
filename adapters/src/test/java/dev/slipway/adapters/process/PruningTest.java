package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.TARGET;
import static dev.slipway.adapters.process.Workshop.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PruningTest extends RealProcesses {

  @Test
  void what_runs_keeps_its_artifact_and_its_logs_though_nobody_names_it() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    until(release, is(Condition.READY));
    assertEquals(0, platform.pruning().artifacts(Set.of()));
    assertEquals(0, platform.pruning().logs(TARGET, Set.of()));
    assertEquals(1, lines(release, 1).size());
    assertTrue(platform.keeps(release));
  }

  @Test
  void of_what_is_gone_that_stays_which_is_named() throws Exception {
    Release kept = workshop.server(platform, "1.0.0");
    Release gone = workshop.server(platform, "2.0.0");
    for (Release release : List.of(kept, gone)) {
      until(release, is(Condition.READY));
      converge();
      eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    }
    Path log = new Layout(workshop.state).log(TARGET, Workshop.id(gone));
    Path rotated = Files.writeString(log.resolveSibling(log.getFileName() + ".1"), "older\n");
    Path foreign = Files.writeString(log.resolveSibling("notes.txt"), "somebody's\n");
    assertEquals(1, platform.pruning().artifacts(Set.of(kept.artifact())));
    assertEquals(2, platform.pruning().logs(TARGET, Set.of(kept.id())));
    assertTrue(platform.keeps(kept) && !platform.keeps(gone));
    assertTrue(!Files.exists(log) && !Files.exists(rotated) && Files.exists(foreign));
    assertEquals(1, lines(kept, 1).size());
  }

  @Test
  void a_target_that_never_ran_anything_has_no_logs_to_prune() throws IOException {
    assertEquals(0, platform.pruning().logs(new TargetId("nobody", "nowhere"), Set.of()));
  }
}
