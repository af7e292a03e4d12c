package dev.slipway.cli.command;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.adapters.haproxy.HaproxyRouter;
import dev.slipway.adapters.nginx.NginxRouter;
import dev.slipway.adapters.nginx.NginxRouters;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends all traffic to stable at the router itself, with server and database gone. */
@Command(
    name = "emergency",
    mixinStandardHelpOptions = true,
    description = {
      "Sends all traffic to stable at once, by the router alone: neither server nor database nor metrics are asked.",
      "It stays so until the server is back, sends the rollout under way back, and takes over again."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  slipway emergency production \"checkout is down\"", "  slipway emergency --all"})
final class Emergency implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "environment, or SERVICE/ENV")
  private Optional<String> environment = Optional.empty();

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Option(names = "--all", description = "every target behind this machine's routers")
  private boolean all;

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() {
    Path directory = common.place().resolve("proxy");
    List<String> start = List.of(System.getProperty("slipway.launcher", "slipway"), "proxy", "--dir", directory.toString());
    Optional<TargetId> target = target();
    String why = reason.isEmpty() ? "emergency" : String.join(" ", reason);
    List<TargetId> done = new ArrayList<>();
    List<OutsideException> failed = new ArrayList<>();
    attempt(failed, () -> done.addAll(haproxies(target, why)));
    attempt(failed, () -> done.addAll(nginx().emergency(target, TargetOptions.by(), why)));
    attempt(failed, () -> done.addAll(ClusterEmergency.declare(target, file, why)));
    // The embedded proxy is asked for what no other router serves; it is not started where there never was one.
    boolean embedded = failed.isEmpty() && done.isEmpty() || target.isEmpty() && Files.isDirectory(directory);
    if (embedded) {
      attempt(failed, () -> done.addAll(new EmbeddedRouter(directory, start, System::nanoTime).emergency(target, TargetOptions.by(), why)));
    }
    for (TargetId id : done) {
      System.out.println(common.json ? Api.JSON.createObjectNode().put("target", id.toString()).put("emergency", true).toString() : id
          + ": all new requests go to stable now");
    }
    if (!failed.isEmpty()) {
      OutsideException e = failed.getFirst();
      throw new CliException(Exit.UNREACHED, e.code() + " " + e.said() + "\n  State folder: " + common.stateFolder()
          + " (another one: --state)", e);
    }
    if (done.isEmpty()) {
      throw new CliException(Exit.WRONG_USE,
          "SLW-6030 no router here serves such a target, so nothing was changed. Every target there is: slipway emergency --all");
    }
    return Exit.DONE;
  }

  /** One router that cannot be asked must not keep the others from it. */
  private static void attempt(List<OutsideException> failed, Runnable emergency) {
    try {
      emergency.run();
    } catch (OutsideException e) {
      failed.add(e);
    }
  }

  /** What HAProxies serve on this machine's word; all of them, or one. */
  private List<TargetId> haproxies(Optional<TargetId> target, String why) {
    Path folder = common.place().resolve("haproxy");
    List<TargetId> meant = HaproxyRouter.targets(folder).stream().filter(t -> target.isEmpty() || target.get().equals(t)).toList();
    meant.forEach(t -> HaproxyRouter.of(folder, t, System::nanoTime).ifPresent(r -> r.emergency(t, TargetOptions.by(), why)));
    return meant;
  }

  private NginxRouters nginx() {
    return new NginxRouters(common.place().resolve("nginx"), NginxRouter.Settings.usual(System::nanoTime));
  }

  private Optional<TargetId> target() {
    if (all) {
      return Optional.empty();
    }
    String name = environment.orElseThrow(() -> new CliException(Exit.WRONG_USE,
        "SLW-6031 say which environment, or --all. Nothing was changed"));
    try {
      if (name.indexOf('/') > 0) {
        return Optional.of(TargetId.parse(name));
      }
      String service =
          file.or(ConfigFile::nearest).flatMap(f -> ConfigFile.find(Optional.of(f)).service())
              .orElseThrow(() ->
                  new CliException(Exit.WRONG_USE,
                  "SLW-6032 there is no slipway.yaml here that names a service. Nothing was changed. Say SERVICE/ENV, or --all"));
      return Optional.of(new TargetId(service, name));
    } catch (IllegalArgumentException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-6033 " + name + " is not an environment. Nothing was changed", e);
    }
  }
}
