package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's Prometheus on a port and in a folder of its own, scraping exporters on this machine five times a second. */
public final class RealPrometheus implements AutoCloseable {
  private static final String PROGRAM = "prometheus";
  private static final long READY_TIMEOUT_MILLIS = 30_000;
  private static final long STOP_TIMEOUT_SECONDS = 20;
  private final Path folder;
  private final int port;
  private final List<String> options;
  private final Ready ready;
  private Process process;

  private RealPrometheus(Path folder, int port, List<String> options, Ready ready) {
    this.folder = folder;
    this.port = port;
    this.options = options;
    this.ready = ready;
  }

  int port() {
    return port;
  }

  /** Loud where it is skipped, and a failure where everything ought to be installed. */
  public static void assumeInstalled() {
    boolean installed = Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, PROGRAM)));
    if (!installed) {
      String message = "SKIPPED: the source was NOT tested against a real Prometheus, because prometheus is missing."
          + " Install: apt-get install prometheus";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
  }

  /** Starts one in this folder, which it removes at the end. */
  public static RealPrometheus start(Path folder, List<Exporter> exporters) throws IOException, InterruptedException {
    return start(folder, exporters, List.of(), p -> p.ready());
  }

  /** Whether one answers, asked in its own way. */
  interface Ready {
    boolean is(RealPrometheus prometheus) throws InterruptedException;
  }

  static RealPrometheus start(Path folder, List<Exporter> exporters, List<String> options, Ready ready) throws IOException,
      InterruptedException {
    String targets = String.join(", ", exporters.stream().map(e -> "'127.0.0.1:" + e.port() + "'").toList());
    Files.writeString(folder.resolve("prometheus.yml"), """
        global: { scrape_interval: 200ms, scrape_timeout: 200ms }
        scrape_configs:
          - job_name: shop
            static_configs: [ { targets: [%s] } ]
        """.formatted(targets));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RealPrometheus prometheus = new RealPrometheus(folder, port, options, ready);
    prometheus.process = prometheus.launch();
    prometheus.awaitReady();
    return prometheus;
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "--config.file=" + folder.resolve("prometheus.yml"),
        "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port, "--log.level=warn"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("prometheus.log").toFile()))
        .start();
  }

  /** Its base address. */
  public String location() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends it; what it scraped is kept. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts it on what it scraped before. */
  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_TIMEOUT_MILLIS);
    while (!ready.is(this)) {
      if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
        throw new IllegalStateException("Prometheus does not get ready: " + Files.readString(folder.resolve("prometheus.log")));
      }
      Thread.sleep(50);
    }
  }

  private boolean ready() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(location() + "/-/ready")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException, IOException {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
