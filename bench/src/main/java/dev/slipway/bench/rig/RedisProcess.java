package dev.slipway.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Redis on a free port that keeps nothing. */
public final class RedisProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private RedisProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The programs that are missing for it and the gateway. */
  public static List<String> missingPrograms() {
    return List.of("redis-server", "webdis").stream().filter(program -> !isOnPath(program)).toList();
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Starts one and waits until it takes connections. */
  public static RedisProcess start(Workspace workspace) {
    int port = Ports.free();
    List<String> command =
        List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir",
            workspace.folder().toString());
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(workspace.folder().resolve("redis.out").toFile()).start();
      RedisProcess redis = new RedisProcess(process, port);
      if (!Wait.until(Duration.ofSeconds(10), 10, redis::takesConnections)) {
        redis.close();
        throw new RigException("redis-server did not start:\n" + Workspace.read(workspace.folder().resolve("redis.out")));
      }
      return redis;
    } catch (IOException e) {
      throw new RigException("redis-server could not be started. Install it with: examples/redis-gateway/install", e);
    }
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
