package dev.slipway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server under measurement, running with one worker thread and listening. */
record ProxyPeer(String name, int port, Process process) implements AutoCloseable {
  private static final long START_TIMEOUT_MILLIS = 15_000;
  private static final long POLL_MILLIS = 20;

  /** A server that answers everything with 100 bytes. */
  static ProxyPeer upstream(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    String body = "0123456789".repeat(10);
    return nginx(folder, "upstream", port, "location / { default_type text/plain; return 200 \"" + body + "\"; }", "");
  }

  static ProxyPeer nginx(Path folder, int upstream) throws IOException, InterruptedException {
    String location =
        "location / { proxy_pass http://u; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host $host;"
            + " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; }";
    String pool = "upstream u { server 127.0.0.1:" + upstream + "; keepalive 256; keepalive_requests 100000000; }";
    return nginx(folder, "nginx", freePort(), location, pool);
  }

  static ProxyPeer haproxy(Path folder, int upstream) throws IOException, InterruptedException {
    int port = freePort();
    Path config = folder.resolve("haproxy.cfg");
    Files.writeString(
        config,
        """
        global
          nbthread 1
          maxconn 8192
        defaults
          mode http
          timeout connect 5s
          timeout client 60s
          timeout server 60s
          http-reuse always
          option forwardfor
        frontend f
          bind 127.0.0.1:%d
          default_backend b
        backend b
          server s 127.0.0.1:%d
        """
            .formatted(port, upstream));
    return start("haproxy", port, folder, Map.of(), List.of("haproxy", "-db", "-f", config.toString()));
  }

  static ProxyPeer caddy(Path folder, int upstream) throws IOException, InterruptedException {
    int port = freePort();
    Path config = folder.resolve("Caddyfile");
    Files.writeString(
        config,
        """
        {
          admin off
          auto_https off
        }
        http://127.0.0.1:%d {
          reverse_proxy 127.0.0.1:%d {
            transport http {
              keepalive_idle_conns_per_host 256
            }
          }
        }
        """
            .formatted(port, upstream));
    Map<String, String> oneThread = Map.of("GOMAXPROCS", "1", "HOME", folder.toString(), "XDG_DATA_HOME", folder.toString());
    return start("caddy", port, folder, oneThread, List.of("caddy", "run", "--config", config.toString(), "--adapter", "caddyfile"));
  }

  /** The embedded proxy as it is shipped: its own process, with its own options for the virtual machine. */
  static ProxyPeer ours(Path folder, Path jvmOptions, int upstream) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(Files.readAllLines(jvmOptions).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.slipway.proxy.ProxyMain", "--dir", folder.resolve("state")
        .toString()));
    ProxyPeer ours = new ProxyPeer("ours", port, launch("ours", folder, Map.of(), command));
    try {
      route(folder, port, upstream);
      return listening(ours);
    } catch (IOException | InterruptedException | RuntimeException e) {
      ours.close();
      throw e;
    }
  }

  private static void route(Path folder, int port, int upstream) throws IOException, InterruptedException {
    Path socket = folder.resolve("state").resolve("proxy.sock");
    await(() -> Files.exists(socket), "the admin socket of the embedded proxy");
    apply(
        socket,
        """
        {"op":"apply","table":{"format":1,"target":"bench/proxy","epoch":1,"generation":1,"listen":{"host":"127.0.0.1","port":%d},\
        "stable":"a","releases":[{"release":"a","weight":100,"backends":[{"id":"a.0","host":"127.0.0.1","port":%d}]}]}}
        """
            .formatted(port, upstream));
  }

  /** Resident memory in MB. */
  long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("the kernel does not tell the memory of process " + process.pid());
  }

  @Override
  public void close() {
    // nginx's worker ends with its master.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static ProxyPeer nginx(Path folder, String name, int port, String location, String more) throws IOException,
      InterruptedException {
    Path config = folder.resolve(name + ".conf");
    Files.writeString(
        config,
        """
        worker_processes 1; daemon off; pid %s/%s.pid; error_log %s/%s.log;
        events { worker_connections 4096; }
        http {
          access_log off; keepalive_requests 100000000; keepalive_timeout 300s;
          client_body_temp_path %s; proxy_temp_path %s; fastcgi_temp_path %s; uwsgi_temp_path %s; scgi_temp_path %s;
          %s
          server { listen 127.0.0.1:%d backlog=4096; %s }
        }
        """
            .formatted(folder, name, folder, name, folder, folder, folder, folder, folder, more, port, location));
    return start(name, port, folder, Map.of(), List.of("nginx", "-e", folder.resolve(name + ".log").toString(), "-c", config.toString()));
  }

  private static ProxyPeer start(String name, int port, Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return listening(new ProxyPeer(name, port, launch(name, folder, environment, command)));
  }

  private static Process launch(String name, Path folder, Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve(name + ".out").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static ProxyPeer listening(ProxyPeer peer) throws InterruptedException {
    try {
      await(() -> accepts(peer.port()), peer.name());
      return peer;
    } catch (InterruptedException | RuntimeException e) {
      peer.close();
      throw e;
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(java.util.function.BooleanSupplier ready, String what) throws InterruptedException {
    for (long waitedMillis = 0; !ready.getAsBoolean(); waitedMillis += POLL_MILLIS) {
      if (waitedMillis > START_TIMEOUT_MILLIS) {
        throw new IllegalStateException("not there after " + START_TIMEOUT_MILLIS + " ms: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static void apply(Path socket, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(channel).write(request.getBytes(UTF_8));
      byte[] reply = new byte[4096];
      int length = Channels.newInputStream(channel).read(reply);
      String said = new String(reply, 0, Math.max(0, length), UTF_8);
      if (!said.contains("\"ok\":true")) {
        throw new IOException("the embedded proxy refused its table: " + said);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
