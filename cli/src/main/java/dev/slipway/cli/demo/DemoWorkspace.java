package dev.slipway.cli.demo;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.Version;
import dev.slipway.cli.client.ConfigFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of its own with the shop's releases and a slipway.yaml, removed at the end. */
final class DemoWorkspace implements AutoCloseable {
  private static final int RELEASES_TIMEOUT_SECONDS = 30;

  private final Path folder;
  private final int port;

  private DemoWorkspace(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static DemoWorkspace create() throws IOException, InterruptedException {
    Path app = shop("slipway-example-shop-" + Version.CURRENT + "-app.jar");
    Path folder = Files.createTempDirectory("slipway-demo-");
    writeReleases(app, folder.resolve("dist"));
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new DemoWorkspace(folder, probe.getLocalPort());
    }
  }

  Path state() {
    return folder.resolve("state");
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  Path folder() {
    return folder;
  }

  /** slipway.yaml with a strategy. */
  ConfigFile config(String strategy) throws IOException {
    return write("demo",
        """
            strategy: %s
            # The judge sends a bad candidate back as soon as the evidence suffices. To show that a good one is as good
            # takes more requests than fit into bakes of a few seconds, so that here, and only here, those go on without.
            # A Java that started seconds ago really is slower than one that has run for a while: its latency is left
            # out for a minute, however many requests it gets.
            judge: { warm-up: 60s, on-inconclusive: promote }
            validate:
              - { get: /api/orders, status: 200, under: 2s }
        """
            .formatted(strategy));
  }

  /** slipway.yaml of a production with a gate, an approval and a check. */
  void guarded() throws IOException {
    var unused = write("production",
        """
            strategy: { blue-green: { bake: 1s } }
            on-no-data: promote
            gates: [ { junit: "reports/*.xml" } ]
            approve: { by: release-managers, count: 1, within: 1h }
            validate:
              - { get: /api/orders, status: 200, under: 2s }
        """);
  }

  /** What the tests of a release came to. */
  void tests(boolean good) throws IOException {
    Files.createDirectories(folder.resolve("reports"));
    String failure = good ? "" : "<failure message=\"expected 19.99 but was 1999\"/>";
    Files.writeString(folder.resolve("reports/TEST-orders.xml"),
        "<testsuite name=\"orders\" tests=\"1\" failures=\"" + (good ? 0 : 1) + "\">\n  <testcase classname=\"OrderTest\" name=\"total\">"
            + failure + "</testcase>\n</testsuite>\n");
  }

  private ConfigFile write(String environment, String lines) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String text =
        """
        service: shop
        artifact:
          process:
            file: dist/shop-${version}.jar
            run: "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx48m -jar ${artifact} --port ${port}"
        health: { ready: /ready, live: /live }
        environments:
          %s:
            platform: process
            replicas: 2
            router: embedded
            listen: 127.0.0.1:%d
        """
            .formatted(java, environment, port) + lines;
    Path file = folder.resolve("slipway.yaml");
    Files.writeString(file, text);
    return new ConfigFile(file, text);
  }

  private static void writeReleases(Path app, Path dist) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-cp", app.toString(), "dev.slipway.examples.shop.ShopReleases", app.toString(), dist.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(RELEASES_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new CliException(Exit.UNREACHED, "SLW-6020 the shop's releases could not be written to " + dist + ". Nothing was deployed. Is the disk full?");
    }
  }

  private static Path shop(String name) {
    Path home = Path.of(System.getProperty("slipway.home", "."));
    for (Path place : List.of(home.resolve("examples").resolve(name), home.resolve("examples/shop/target").resolve(name))) {
      if (Files.exists(place)) {
        return place;
      }
    }
    throw new CliException(Exit.UNREACHED, "SLW-6021 " + name + " is not part of this installation (" + home + "). Nothing was deployed. Build it with: ./mvnw package");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        boolean writable = file.resolveSibling("").toFile().setWritable(true);
        if (writable) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
