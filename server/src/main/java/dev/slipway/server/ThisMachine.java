package dev.slipway.server;

import dev.slipway.adapters.process.Ports;
import dev.slipway.adapters.process.ProcessPlatform;
import dev.slipway.adapters.process.SecretValues;
import dev.slipway.adapters.task.LocalTasks;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.deploy.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The outside of a server that deploys to its own machine: processes, the embedded proxy, hooks as commands. */
final class ThisMachine {
  private ThisMachine() {}

  static Parts parts(Path folder) {
    ProcessPlatform platform = new ProcessPlatform(folder, Ports.USUAL);
    MachineRouters routers = new MachineRouters(folder);
    return new Parts(
        platform, new Kept(platform), routers, new LocalTasks(folder), new MetricSources(), new YamlConfigs(),
            () -> {
              routers.close();
              platform.close();
            });
  }

  private record Kept(ProcessPlatform platform) implements Shelf {
    @Override
    public boolean keeps(Release release) {
      return platform.keeps(release);
    }

    @Override
    public Optional<String> missing(Release release) {
      return SecretValues.missing(release.run().environment(), System.getenv());
    }

    @Override
    public Digest digest(Path artifact) throws IOException {
      return platform.digest(artifact);
    }

    @Override
    public void sweep(Map<TargetId, Set<Release>> keep) throws IOException {
      for (Map.Entry<TargetId, Set<Release>> target : keep.entrySet()) {
        platform.pruning().logs(target.getKey(), target.getValue().stream().map(Release::id).collect(Collectors.toSet()));
      }
      platform.pruning().artifacts(keep.values().stream().flatMap(Set::stream).map(Release::artifact).collect(Collectors.toSet()));
    }
  }
}
