package dev.slipway.bench.rig;

import dev.slipway.cli.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Everything a scenario needs: a workspace with the shop's releases, a server process, and the targets made so far. */
public final class Rig implements AutoCloseable {
  private final Installation installation;
  private final Workspace workspace;
  private final ServerProcess server;
  private final Optional<SeveralServers> several;
  private final Program program;
  private final List<Target> targets = new ArrayList<>();

  private Rig(Installation installation, Workspace workspace, Optional<SeveralServers> several) {
    this.installation = installation;
    this.workspace = workspace;
    this.several = several;
    this.server = several.map(s -> s.each().getFirst()).orElseGet(() -> new ServerProcess(installation, workspace));
    this.program = new Program(installation, workspace);
  }

  /** On a built distribution, as benchmarks are. */
  public static Rig ofDistribution() {
    Workspace workspace = Workspace.create();
    return started(Installation.named(), workspace, 1);
  }

  /** The same with several servers on a PostgreSQL; of one alone the state is in a file. */
  public static Rig ofDistribution(int servers) {
    return started(Installation.named(), Workspace.create(), servers);
  }

  /** On the distribution that is named, or on one laid out from the class path, as tests are. */
  public static Rig ofClassPath() {
    return ofClassPath(Workspace.create());
  }

  /** The same in a workspace that was prepared. */
  public static Rig ofClassPath(Workspace workspace) {
    return started(Installation.namedOrAssembled(workspace.folder().resolve("home")), workspace, 1);
  }

  private static Rig started(Installation installation, Workspace workspace, int servers) {
    Rig rig = new Rig(installation, workspace, servers == 1 ? Optional.empty() : Optional.of(several(installation, workspace, servers)));
    try {
      workspace.writeShopReleases(installation);
      rig.servers().forEach(ServerProcess::start);
      return rig;
    } catch (RuntimeException e) {
      rig.close();
      throw e;
    }
  }

  private static SeveralServers several(Installation installation, Workspace workspace, int servers) {
    PostgresProcess postgres = PostgresProcess.start(workspace);
    return new SeveralServers(IntStream.rangeClosed(1, servers)
        .mapToObj(number -> new ServerProcess(workspace, ServerPlace.onDatabase(installation, workspace, postgres, number))).toList(),
        postgres);
  }

  private List<ServerProcess> servers() {
    return several.map(SeveralServers::each).orElseGet(() -> List.of(server));
  }

  /** What is tested. */
  public Installation installation() {
    return installation;
  }

  /** Its files. */
  public Workspace workspace() {
    return workspace;
  }

  /** Its server; the first where there are several. */
  public ServerProcess server() {
    return server;
  }

  /** Its servers, where there are several. */
  public Optional<SeveralServers> several() {
    return several;
  }

  /** Its command line. */
  public Program program() {
    return program;
  }

  /** A new target of the shop on a port of its own. */
  public Target shop(String environment) {
    return target("shop", environment);
  }

  /** A new target on a port of its own. */
  public Target target(String service, String environment) {
    Target target = new Target(workspace, several.<Apis>map(s -> s).orElse(server), service, environment, Ports.free());
    targets.add(target);
    return target;
  }

  /** Takes one target down. */
  public void remove(Target target) {
    targets.remove(target);
    try {
      target.remove();
    } catch (CliException neverDeployed) {
      System.err.println(target.name() + " was not taken down: " + neverDeployed.said());
    }
  }

  /** Takes the targets down, ends server and proxy, removes the files. */
  @Override
  public void close() {
    try {
      List.copyOf(targets).forEach(this::remove);
    } finally {
      // The first ends the routers, so that nobody may be left who would start them again.
      try {
        servers().reversed().forEach(ServerProcess::close);
      } finally {
        several.ifPresent(SeveralServers::close);
        workspace.close();
      }
    }
  }
}
