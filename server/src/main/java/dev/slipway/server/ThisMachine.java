package dev.slipway.server;

import dev.slipway.adapters.process.Ports;
import dev.slipway.adapters.process.ProcessPlatform;
import dev.slipway.adapters.task.LocalTasks;
import dev.slipway.server.deploy.Places;
import java.nio.file.Path;

/** The outside of a server that deploys from its own machine: processes, containers, the embedded proxy, hooks as commands. */
final class ThisMachine {
  private ThisMachine() {}

  static Parts parts(Path folder) {
    MachinePlatforms platforms = new MachinePlatforms(new ProcessPlatform(folder, Ports.USUAL), folder);
    MachineShelf shelf = new MachineShelf(platforms);
    KubernetesPlaces kubernetes = new KubernetesPlaces();
    MachineRouters routers = new MachineRouters(folder, kubernetes);
    Places places = new MachinePlaces(platforms, shelf, kubernetes);
    return new Parts(
        places, routers, new LocalTasks(folder, new ServiceChecks(System.getenv())), new MetricSources(), new YamlConfigs(),
            () -> {
              kubernetes.close();
              routers.close();
              platforms.close();
            });
  }
}
