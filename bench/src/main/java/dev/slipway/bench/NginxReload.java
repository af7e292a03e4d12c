package dev.slipway.bench;

import dev.slipway.bench.rig.Ports;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.ShopInstance;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two new instances beside the old ones, the upstream of a plain nginx rewritten, {@code nginx -s reload}; the old ones are asked to end
 * when the reload was {@value #DRAIN_MILLIS} ms ago.
 */
final class NginxReload implements PeerDeploy {
  static final long DRAIN_MILLIS = 5_000;
  private static final int COMMAND_SECONDS = 10;

  private final Workspace workspace;
  private final int port = Ports.free();
  private final Path folder;
  private List<ShopInstance> running = List.of();

  NginxReload(Workspace workspace) {
    this.workspace = workspace;
    this.folder = workspace.folder().resolve("peer-nginx");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void deploy(String version) {
    List<ShopInstance> before = running;
    running = List.of(ShopInstance.start(workspace, version, Ports.free()), ShopInstance.start(workspace, version, Ports.free()));
    workspace.write("peer-nginx/nginx.conf", configuration());
    if (before.isEmpty()) {
      nginx(List.of());
      if (!Wait.until(Duration.ofSeconds(COMMAND_SECONDS), 10, this::accepts)) {
        throw new RigException("nginx did not start:\n" + Workspace.read(folder.resolve("error.log")));
      }
    } else {
      nginx(List.of("-s", "reload"));
      Wait.millis(DRAIN_MILLIS);
      before.forEach(ShopInstance::close);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private void nginx(List<String> more) {
    List<String> command = new ArrayList<>(List.of("nginx", "-c", folder.resolve("nginx.conf").toString(), "-e",
        folder.resolve("error.log").toString()));
    command.addAll(more);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new RigException(command + " failed:\n" + Workspace.read(folder.resolve("out")));
      }
    } catch (IOException e) {
      throw new RigException(command + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }

  private String configuration() {
    return """
        %s
        pid %s/pid;
        error_log %s/error.log;
        worker_processes auto;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path %s/t1; proxy_temp_path %s/t2; fastcgi_temp_path %s/t3; uwsgi_temp_path %s/t4; scgi_temp_path %s/t5;
          map $http_upgrade $connection_upgrade { default upgrade; "" ""; }
          upstream shop { server 127.0.0.1:%d; server 127.0.0.1:%d; keepalive 32; }
          server {
            listen 127.0.0.1:%d;
            location / {
              proxy_pass http://shop;
              proxy_http_version 1.1;
              proxy_set_header Host $http_host;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_upgrade;
              proxy_buffering off;
            }
          }
        }
        """.formatted(System.getProperty("user.name").equals("root") ? "user root;" : "", folder, folder, folder, folder, folder, folder,
        folder, running.getFirst().port(), running.getLast().port(), port);
  }

  @Override
  public void close() {
    if (!running.isEmpty()) {
      nginx(List.of("-s", "stop"));
    }
    running.forEach(ShopInstance::close);
    running = List.of();
  }
}
