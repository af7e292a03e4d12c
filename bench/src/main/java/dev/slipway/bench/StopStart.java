package dev.slipway.bench;

import dev.slipway.bench.rig.Ports;
import dev.slipway.bench.rig.ShopInstance;
import dev.slipway.bench.rig.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Ends what runs and starts the next one at the same address. */
final class StopStart implements PeerDeploy {
  private final Workspace workspace;
  private final int port = Ports.free();
  private final List<ShopInstance> running = new ArrayList<>();

  StopStart(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void deploy(String version) {
    close();
    running.add(ShopInstance.start(workspace, version, port));
  }

  @Override
  public void close() {
    running.forEach(ShopInstance::close);
    running.clear();
  }
}
