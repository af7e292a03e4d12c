package dev.slipway.bench.rig;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shop that was started by hand, as a script would: for what deploys without Slipway. */
public final class ShopInstance implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 40;
  private static final int QUESTION_MILLIS = 1_000;

  private final Process process;
  private final int port;

  private ShopInstance(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a release that the workspace has, and waits until it says that it is ready. */
  public static ShopInstance start(Workspace workspace, String version, int port) {
    Path jar = workspace.dist().resolve("shop-" + version + ".jar");
    List<String> command = List.of(Installation.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx48m", "-jar",
        jar.toString(), "--port", Integer.toString(port));
    try {
      ShopInstance shop = new ShopInstance(new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(workspace.folder().resolve("peer.out").toFile())).start(), port);
      if (!Wait.until(START_TIMEOUT, 20, shop::ready)) {
        shop.close();
        throw new RigException("the shop did not start:\n" + Workspace.read(workspace.folder().resolve("peer.out")));
      }
      return shop;
    } catch (IOException e) {
      throw new RigException(command + " could not be started", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  private boolean ready() {
    try {
      HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/ready").toURL().openConnection();
      asked.setConnectTimeout(QUESTION_MILLIS);
      asked.setReadTimeout(QUESTION_MILLIS);
      return asked.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Asks it to end, and waits: it finishes what it has, in its own way. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
