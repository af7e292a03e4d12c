package dev.slipway.adapters.haproxy;

import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** HAProxies that a team runs itself, with what Slipway told them to put into their configuration. */
final class TeamRig implements AutoCloseable {
  final Path folder;
  final List<TeamHaproxy> haproxies = new ArrayList<>();
  final RouterSpec.Haproxy spec;
  final HaproxyRouter router;

  /** One of them. */
  static final class TeamHaproxy {
    final Path folder;
    final Endpoint listen;
    private final Endpoint preview;
    private final String api;
    private final UnaryOperator<List<String>> where;
    private Optional<Process> process = Optional.empty();

    TeamHaproxy(Path folder) throws IOException {
      this(folder, folder.resolve("admin.sock").toString(), UnaryOperator.identity());
    }

    /** One that runs elsewhere: {@code where} makes of a command one that runs there. */
    TeamHaproxy(Path folder, String api, UnaryOperator<List<String>> where) throws IOException {
      this.api = api;
      this.where = where;
      this.folder = Files.createDirectories(folder);
      this.listen = new Endpoint("127.0.0.1", OwnRig.freePort());
      this.preview = new Endpoint("127.0.0.1", OwnRig.freePort());
      Files.writeString(folder.resolve("shop.production.map"), "");
    }

    String socket() {
      return api;
    }

    /** The printed fragment, with an address and files of its own as a team would adapt it. */
    String configuration() {
      TargetSettings settings = new TargetSettings(
          listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5),
          Optional.of(new RouterSpec.Haproxy(List.of(socket()), Optional.empty(), Optional.of(preview), Optional.empty())),
              Optional.empty());
      return "global\n  stats socket " + socket() + " level admin\n  stats timeout 1d\n"
          + Fragment.of(OwnRig.TARGET, settings).replace("/etc/haproxy/slipway", folder.toString());
    }

    void start(String configuration) throws Exception {
      Path file = folder.resolve("haproxy.cfg");
      Files.writeString(file, configuration);
      process = Optional.of(new ProcessBuilder(where.apply(List.of("haproxy", "-db", "-f", file.toString())))
          .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).redirectInput(new File("/dev/null")).start());
      OwnRig.until(() -> answers());
    }

    private boolean answers() {
      try {
        return ask("show info").contains("Pid: " + process.orElseThrow().pid());
      } catch (IOException e) {
        return false;
      }
    }

    String ask(String command) throws IOException {
      return new RuntimeApi(socket(), Duration.ofSeconds(5), System::nanoTime).ask(command);
    }

    Process process() {
      return process.orElseThrow();
    }

    void kill() throws Exception {
      process().destroyForcibly().waitFor();
    }
  }

  TeamRig(Path folder, int count) throws Exception {
    this(folder, made(folder, count));
  }

  /** Of these. */
  TeamRig(Path folder, List<TeamHaproxy> these) throws Exception {
    this.folder = folder;
    for (TeamHaproxy haproxy : these) {
      haproxy.start(haproxy.configuration());
      haproxies.add(haproxy);
    }
    List<String> sockets = haproxies.stream().map(TeamHaproxy::socket).toList();
    this.spec = new RouterSpec.Haproxy(sockets, Optional.empty(), Optional.of(haproxies.getFirst().preview), Optional.empty());
    this.router = new HaproxyRouter(folder.resolve("state"), spec, System::nanoTime);
  }

  private static List<TeamHaproxy> made(Path folder, int count) throws IOException {
    List<TeamHaproxy> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(new TeamHaproxy(folder.resolve("team" + i)));
    }
    return made;
  }

  Target target() {
    return new Target(OwnRig.TARGET, new TargetSettings(
        haproxies.getFirst().listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Optional.of(spec), Optional.empty()));
  }

  @Override
  public void close() throws Exception {
    for (TeamHaproxy each : haproxies) {
      each.kill();
    }
  }
}
