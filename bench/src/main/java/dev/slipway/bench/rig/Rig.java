package dev.slipway.bench.rig;

import dev.slipway.cli.CliException;
import java.util.ArrayList;
import java.util.List;

/** Everything a scenario needs: a workspace with the shop's releases, a server process, and the targets made so far. */
public final class Rig implements AutoCloseable {
  private final Installation installation;
  private final Workspace workspace;
  private final ServerProcess server;
  private final Program program;
  private final List<Target> targets = new ArrayList<>();

  private Rig(Installation installation, Workspace workspace) {
    this.installation = installation;
    this.workspace = workspace;
    this.server = new ServerProcess(installation, workspace);
    this.program = new Program(installation, workspace);
  }

  /** On a built distribution, as benchmarks are. */
  public static Rig ofDistribution() {
    Workspace workspace = Workspace.create();
    return started(Installation.named(), workspace);
  }

  /** On the distribution that is named, or on one laid out from the class path, as tests are. */
  public static Rig ofClassPath() {
    return ofClassPath(Workspace.create());
  }

  /** The same in a workspace that was prepared. */
  public static Rig ofClassPath(Workspace workspace) {
    return started(Installation.namedOrAssembled(workspace.folder().resolve("home")), workspace);
  }

  private static Rig started(Installation installation, Workspace workspace) {
    Rig rig = new Rig(installation, workspace);
    try {
      workspace.writeShopReleases(installation);
      rig.server.start();
      return rig;
    } catch (RuntimeException e) {
      rig.close();
      throw e;
    }
  }

  /** What is tested. */
  public Installation installation() {
    return installation;
  }

  /** Its files. */
  public Workspace workspace() {
    return workspace;
  }

  /** Its server. */
  public ServerProcess server() {
    return server;
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
    Target target = new Target(workspace, server, service, environment, Ports.free());
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
      server.close();
      workspace.close();
    }
  }
}
