package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One target with two releases behind an HAProxy that Slipway starts itself. */
final class OwnRig implements AutoCloseable {
  static final TargetId TARGET = new TargetId("shop", "production");
  static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  static final RouterSpec.Haproxy SPEC = new RouterSpec.Haproxy(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final int MOST_POLLS = 500;

  final Path folder;
  final Instance stable = new Instance("stable");
  final Instance candidate = new Instance("candidate");
  final HaproxyRouter router;
  final Endpoint listen = new Endpoint("127.0.0.1", freePort());

  OwnRig(Path folder) throws IOException {
    this.folder = folder;
    this.router = new HaproxyRouter(folder, SPEC, System::nanoTime);
  }

  TargetSettings settings() {
    return new TargetSettings(listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5));
  }

  Target target() {
    return new Target(TARGET, settings());
  }

  RoutingTable table(int candidateWeight) {
    return table(candidateWeight, false);
  }

  RoutingTable table(int candidateWeight, boolean candidateLeaves) {
    return new RoutingTable(
        Optional.of(STABLE),
        candidateLeaves ? Optional.empty() : Optional.of(CANDIDATE),
        List.of(
            new ReleaseRoute(STABLE, 100 - candidateWeight, List.of(new Backend(new InstanceId(STABLE, 0), stable.endpoint(), false))),
            new ReleaseRoute(CANDIDATE, candidateWeight,
                List.of(new Backend(new InstanceId(CANDIDATE, 0), candidate.endpoint(), candidateLeaves)))));
  }

  Path own() {
    return folder.resolve("shop.production");
  }

  RuntimeApi api() {
    return new RuntimeApi(own().resolve("api.sock").toString(), Duration.ofSeconds(5), System::nanoTime);
  }

  long pid() throws IOException {
    return api().ask("show info").lines().filter(l -> l.startsWith("Pid: ")).mapToLong(l -> Long.parseLong(l.substring(5))).findFirst()
        .orElseThrow();
  }

  void kill() throws IOException {
    ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** How many answers said what, over so many requests. */
  Map<String, Integer> answers(int requests) throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      answers.merge(get("/").body(), 1, Integer::sum);
    }
    return answers;
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(listen, path, headers);
  }

  static HttpResponse<String> get(Endpoint at, String path, String... headers) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + at + path)).version(HttpClient.Version.HTTP_1_1);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  interface Truth {
    boolean holds() throws Exception;
  }

  /** Waits for what comes true by itself, within a bound that no honest machine needs. */
  static void until(Truth truth) throws Exception {
    for (int i = 0; i < MOST_POLLS; i++) {
      if (truth.holds()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it did not come true");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    stable.close();
    candidate.close();
    end(folder);
  }

  /** Ends every HAProxy that was started below a folder. */
  static void end(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(f -> f.endsWith("haproxy.pid")).forEach(files::add);
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        ProcessHandle.of(Long.parseLong(line.split("_")[1])).ifPresent(p -> {
          p.destroyForcibly();
          p.onExit().join();
        });
      }
    }
  }
}
