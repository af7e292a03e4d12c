package dev.slipway.bench;

import dev.slipway.bench.rig.Ports;
import dev.slipway.bench.rig.ShopImages;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code docker stop}, {@code docker rm}, {@code docker run} with the same published port. */
final class DockerStopStart implements PeerDeploy {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final int ASK_MILLIS = 1_000;

  private final Workspace workspace;
  private final ShopImages images;
  private final int port = Ports.free();
  private final String name = "slipway-bench-peer-" + port;
  private boolean running;

  DockerStopStart(Workspace workspace, ShopImages images) {
    this.workspace = workspace;
    this.images = images;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void deploy(String version) {
    close();
    List<String> run = new ArrayList<>(List.of("docker", "run", "-d", "--name", name, "-p", "127.0.0.1:" + port + ":" + ShopImages.PORT));
    run.addAll(images.runArguments(version));
    workspace.run(run);
    running = true;
    Wait.until(START_TIMEOUT, 20, this::answers);
  }

  /** Docker's own proxy takes connections before anybody is behind it, so only an answer counts. */
  private boolean answers() {
    try {
      HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/ready").toURL().openConnection();
      asked.setConnectTimeout(ASK_MILLIS);
      asked.setReadTimeout(ASK_MILLIS);
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    if (running) {
      workspace.run(List.of("sh", "-c", "docker stop -t 10 " + name + " && docker rm " + name));
      running = false;
    }
  }
}
