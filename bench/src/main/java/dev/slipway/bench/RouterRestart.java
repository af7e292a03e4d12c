package dev.slipway.bench;

import dev.slipway.bench.rig.ProxyUpgrades;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Restarts the router of a target as its operator would: without a word to Slipway, but for the embedded proxy, which is Slipway's. */
interface RouterRestart {
  /** Does it, and waits until the new process serves. */
  void now();

  /** The one for a router. */
  static RouterRestart of(String router, Rig rig, Target target) {
    return switch (router) {
      case "haproxy" -> () -> haproxy(rig, target);
      case "nginx" -> () -> nginx(rig, target);
      case "embedded" -> upgrade(new ProxyUpgrades(rig));
      default -> throw new RigException("nobody knows how to restart a router " + router);
    };
  }

  /** Another process takes the embedded proxy's sockets over; the one before finishes what it has. */
  private static RouterRestart upgrade(ProxyUpgrades upgrades) {
    return () -> Figures.say("%s", upgrades.upgrade());
  }

  /** What a master of HAProxy does at a reload: a new process takes the sockets over (-x) and lets the one before finish (-sf). */
  private static void haproxy(Rig rig, Target target) {
    Path folder = rig.workspace().state().resolve("haproxy").resolve(target.name().replace('/', '.'));
    long before = rig.server().haproxyPid(target.name());
    List<String> command = List.of("setsid", "haproxy", "-db", "-f", folder.resolve("haproxy.cfg").toString(), "-f",
        folder.resolve(target.name().replace('/', '.') + ".cfg").toString(), "-x", folder.resolve("api.sock").toString(), "-sf",
        Long.toString(before));
    try {
      File log = folder.resolve("haproxy.log").toFile();
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
      boolean known = Wait.until(Duration.ofSeconds(20), 20,
          () -> !process.isAlive() || rig.server().haproxyPid(target.name()) == process.pid());
      if (!known || !process.isAlive()) {
        throw new RigException("HAProxy did not come up again, or Slipway does not see the new one:\n" + Workspace.read(log.toPath()));
      }
    } catch (IOException e) {
      throw new RigException(command + " could not be run", e);
    }
  }

  /** {@code nginx -s reload}, by its signal. */
  private static void nginx(Rig rig, Target target) {
    Path folder = rig.workspace().state().resolve("nginx").resolve(target.name());
    Path pid = Workspace.list(folder).stream().filter(f -> f.getFileName().toString().matches("nginx-.*\\.pid"))
        .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
        .orElseThrow(() -> new RigException("no nginx runs in " + folder));
    try {
      Process process = new ProcessBuilder("kill", "-HUP", Workspace.read(pid).strip()).inheritIO().start();
      if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new RigException("nginx was not reloaded");
      }
    } catch (IOException e) {
      throw new RigException("nginx was not reloaded", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }
}
