package dev.slipway.server;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.server.deploy.Shelf;
import dev.slipway.server.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The outside of a server that deploys to its own machine: processes, the embedded proxy, hooks as commands. */
final class ThisMachine {
  private ThisMachine() {}

  static Parts parts(StateFolder folder) {
    Path proxy = folder.resolve("proxy");
    EmbeddedRouter router = new EmbeddedRouter(proxy, ProxyCommand.of(proxy, System.getenv(), System.getProperties()), System::nanoTime);
    NotYet notYet = new NotYet();
    return new Parts(notYet, notYet, router, notYet, new YamlConfigs());
  }

  /** Stands in until the platform of processes is there. */
  private static final class NotYet implements Platform, Shelf, Tasks {
    @Override
    public PlatformSeen observe(TargetId target) {
      return new PlatformSeen(List.of());
    }

    @Override
    public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
      throw new OutsideException("SLW-3000", "this build has no platform");
    }

    @Override
    public Digest stage(Path artifact) {
      throw new OutsideException("SLW-3000", "this build has no platform");
    }

    @Override
    public boolean keeps(Release release) {
      return true;
    }

    @Override
    public Digest digest(Path artifact) {
      throw new OutsideException("SLW-3000", "this build has no platform");
    }

    @Override
    public List<String> logs(TargetId target, InstanceId instance, int lines) {
      return List.of();
    }

    @Override
    public Task.Outcome outcome(TargetId target, Task task) {
      return new Task.Outcome.NotStarted();
    }

    @Override
    public void start(TargetId target, Task task, Optional<Endpoint> preview) {
      throw new OutsideException("SLW-3000", "this build has no platform");
    }
  }
}
