package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.TARGET;
import static dev.slipway.adapters.process.Workshop.eventually;
import static dev.slipway.adapters.process.Workshop.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One platform over real processes, and words to ask it with. */
abstract class RealProcesses {
  @TempDir Path folder;
  Workshop workshop;
  ProcessPlatform platform;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    platform = workshop.platform();
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  void converge(Release... releases) {
    converge(platform, releases);
  }

  static void converge(ProcessPlatform platform, Release... releases) {
    Map<InstanceId, Release> wanted = new LinkedHashMap<>();
    for (Release release : releases) {
      wanted.put(id(release), release);
    }
    platform.converge(TARGET, wanted, Set.of(), 1);
  }

  Instance one() {
    List<Instance> all = platform.observe(TARGET).instances();
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  void until(Release release, Predicate<Instance> so) throws InterruptedException {
    String[] last = {""};
    try {
      eventually("so", () -> {
        converge(release);
        Instance now = one();
        last[0] = now.toString();
        return so.test(now);
      });
    } catch (AssertionError e) {
      throw new AssertionError("never so, but " + last[0], e);
    }
  }

  static Predicate<Instance> is(Condition condition) {
    return i -> i.condition() == condition;
  }

  List<String> lines(Release release, int most) throws IOException {
    return platform.logs(TARGET, id(release), Optional.empty(), most).lines();
  }

  long main(Release release) throws IOException {
    return workshop.found(release).made().orElseThrow().main().pid();
  }

  Release script(String version, String command) throws IOException {
    return workshop.release(platform, version, Workshop.SERVER, command, Workshop.health("/ready"),
        Map.of("SWITCHES", workshop.switches.toString()));
  }
}
