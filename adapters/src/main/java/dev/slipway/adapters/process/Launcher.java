package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Detached;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.SecretValues;
import dev.slipway.core.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Launches the life that an intent names, and finds out what became of one that was never claimed. */
final class Launcher {
  private final Layout layout;
  private final ReleaseStore store;
  private final ProcessStarter starter;
  private final Map<String, String> own;
  private final Map<String, String> passedOn;
  private final Machine machine;
  private final Map<String, Process> launched = new ConcurrentHashMap<>();

  Launcher(Layout layout, ReleaseStore store, ProcessStarter starter, Map<String, String> ownEnvironment, Machine machine) {
    this.layout = layout;
    this.store = store;
    this.starter = starter;
    this.own = Map.copyOf(ownEnvironment);
    this.passedOn = Detached.passedOn(ownEnvironment);
    this.machine = machine;
  }

  /** Launches it; the caller holds the target's lock and has written the intent. */
  void launch(Found instance) throws IOException {
    Intent intent = instance.intent();
    Release release = intent.release();
    Map<String, String> environment = environment(intent, store.require(release));
    Path log = layout.log(intent.target(), intent.id());
    Layout.made(DurableFile.folderOf(log));
    Layout.made(instance.workingDirectory());
    String command = Detached.replacingShell(Placeholders.replace(release.run().command(), environment));
    String name = (intent.target() + "-" + intent.id() + "-" + intent.life()).replace('/', '-');
    ProcessStarter.Bounds bounds = new ProcessStarter.Bounds(release.run().stopGrace(), release.run().memoryLimitBytes());
    Detached.Command detached =
        new Detached.Command(instance.claimFile(), instance.exitFile(), log, instance.workingDirectory(), command, environment);
    launched.put(intent.life(), starter.start(name, detached, instance.complaintsFile(), bounds));
  }

  private Map<String, String> environment(Intent intent, Path artifact) {
    Map<String, String> environment = new HashMap<>(passedOn);
    environment.putAll(SecretValues.resolved(intent.release().run().environment(), own));
    environment.put("PORT", Integer.toString(intent.port()));
    environment.put("SLIPWAY_SERVICE", intent.target().service());
    environment.put("SLIPWAY_ENVIRONMENT", intent.target().environment());
    environment.put("SLIPWAY_VERSION", intent.release().version());
    environment.put("SLIPWAY_RELEASE", intent.release().id().value());
    environment.put("SLIPWAY_INSTANCE", intent.id().toString());
    environment.put("SLIPWAY_ARTIFACT", artifact.toString());
    environment.put(Intent.MARK, intent.life());
    return environment;
  }

  /** What became of an unclaimed life. */
  enum Fate {
    /** It is about to claim, or has just done so. */
    COMING,
    /** A server crashed before it launched; it can never run now. */
    NEVER_LAUNCHED,
    /** It was launched here and ended before its command ran. */
    FAILED
  }

  /** Finds it out; whatever is not coming is made impossible for ever. The caller holds the target's lock. */
  Fate fate(Found instance) throws IOException {
    Process process = launched.get(instance.intent().life());
    if (process != null && process.isAlive()) {
      return Fate.COMING;
    }
    if (Claim.find(instance.claimFile(), instance.intent().mark(), machine) != Claim.Search.NOTHING
        || !Claim.revoke(instance.claimFile())) {
      return Fate.COMING;
    }
    boolean tried = process != null || instance.exit().isPresent();
    return tried ? Fate.FAILED : Fate.NEVER_LAUNCHED;
  }

  /** What the shell said before its log was open. */
  String complaints(Found instance) throws IOException {
    return DurableFile.read(instance.complaintsFile()).orElse("").strip();
  }

  /** Forgets a life that is over. */
  void forget(Found instance) {
    launched.remove(instance.intent().life());
  }
}
