package dev.slipway.bench.rig;

import java.time.Duration;

/** Replaces the embedded proxy of a rig in the middle of a run: as its upgrade does, or with kill −9. */
public final class ProxyUpgrades {
  private static final Duration BACK_TIMEOUT = Duration.ofSeconds(20);
  private static final int POLL_MILLIS = 10;

  private final Rig rig;
  private int upgrades;

  /** Of the one proxy that the rig's server has started. */
  public ProxyUpgrades(Rig rig) {
    this.rig = rig;
  }

  /** One upgrade by the command that a user has; no request may notice. Returns what it said. */
  public String upgrade() {
    long before = pid();
    Program.Ended ended = rig.program().run("proxy", "upgrade");
    if (ended.exit() != 0 || pid() == before) {
      throw new RigException("the proxy was not upgraded (process " + before + " goes on): " + ended.said());
    }
    upgrades++;
    return ended.out().strip();
  }

  /** kill −9; returns how many milliseconds it takes until the server has started another. */
  public long kill() {
    long before = pid();
    long startedNanos = System.nanoTime();
    ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
    if (!Wait.until(BACK_TIMEOUT, POLL_MILLIS, () -> pid() != before)) {
      throw new RigException("nobody started the proxy again within " + BACK_TIMEOUT.toSeconds() + " s");
    }
    return (System.nanoTime() - startedNanos) / 1_000_000;
  }

  /** How often it was upgraded. */
  public int upgrades() {
    return upgrades;
  }

  private long pid() {
    return rig.server().proxyPid().orElseThrow(() -> new RigException("no proxy runs on " + rig.workspace().state()));
  }
}
