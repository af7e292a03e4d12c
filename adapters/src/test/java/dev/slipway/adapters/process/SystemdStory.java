package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.TARGET;
import static dev.slipway.adapters.process.Workshop.id;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.Signal;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A server as a unit of systemd, in two lives: what it sees of its instance goes to a file, line by line. */
final class SystemdStory {
  private static final int MOST_LOOKS = 1_000;
  private final Path facts;
  private final Workshop workshop;
  private final ProcessPlatform platform;
  private final Release release;

  private SystemdStory(Path folder) throws IOException {
    facts = folder.resolve("facts");
    workshop = new Workshop(folder);
    platform = new ProcessPlatform(workshop.state, Workshop.PORTS);
    release = workshop.server(platform, "1.0.0", Map.of("STUBBORN", "yes"));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    try {
      SystemdStory story = new SystemdStory(folder);
      if (arguments[0].equals("first")) {
        story.first();
      } else {
        story.second();
      }
    } catch (AssertionError | RuntimeException | IOException e) {
      tell(folder.resolve("facts"), "failed: " + e + " at " + List.of(e.getStackTrace()));
    }
  }

  private void tell(String fact) throws IOException {
    tell(facts, fact);
  }

  private static void tell(Path facts, String fact) throws IOException {
    Files.writeString(facts, fact + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Instance until(String what, Predicate<Instance> so) throws InterruptedException {
    Instance last = null;
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      RealProcesses.converge(platform, release);
      last = platform.observe(TARGET).instances().getFirst();
      if (so.test(last)) {
        return last;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("never " + what + ": " + last);
  }

  private long main() throws IOException {
    return workshop.found(release).made().orElseThrow().main().pid();
  }

  private void first() throws IOException, InterruptedException {
    tell("starter " + ProcessStarter.ofThisMachine().getClass().getSimpleName());
    Instance ready = until("ready", i -> i.condition() == Condition.READY && i.memoryBytes() > 1 << 20 && i.cpu() >= 0);
    tell("ready as " + main() + " in " + Files.readString(Path.of("/proc/" + main() + "/cgroup")).strip());
    tell("log " + platform.logs(TARGET, id(release), Optional.empty(), 1).lines());
    tell("memory " + (ready.memoryShare() > 0 && ready.memoryShare() < 1));
    tell("first done");
    Thread.sleep(600_000);
  }

  private void second() throws IOException, InterruptedException {
    Instance seen = platform.observe(TARGET).instances().getFirst();
    tell("again " + seen.condition() + " as " + main() + " after " + seen.restarts() + " restarts");
    workshop.found(release).made().orElseThrow().main().signal(Machine.here(), Signal.KILL);
    until("started again", i -> i.restarts() == 1 && i.condition() == Condition.READY);
    tell("restarted");
    long from = Machine.here().uptimeMillis();
    platform.converge(TARGET, Map.of(), Set.of(), 1);
    Workshop.eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    long took = Machine.here().uptimeMillis() - from;
    tell("stubborn one gone " + (took >= 1_990 ? "after its grace" : "too early, after " + took + " ms"));
    tell("processes left " + Workshop.running(release, workshop.state));
    tell("second done");
    Thread.sleep(600_000);
  }
}
