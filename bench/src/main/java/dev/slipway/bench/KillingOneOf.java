package dev.slipway.bench;

import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServerProcess;
import dev.slipway.bench.rig.SeveralServers;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One of several servers on a database is killed. Half of the time it is started again at once; else, where it held the lease of the
 * target, only when another has taken that over.
 */
final class KillingOneOf implements Killing {
  private static final int POLL_MILLIS = 50;

  private final SeveralServers servers;
  private final Target target;
  private final SplittableRandom random;
  private final Samples recovery = new Samples();
  private final Samples takeover = new Samples();
  private int kills;

  KillingOneOf(SeveralServers servers, Target target, SplittableRandom random) {
    this.servers = servers;
    this.target = target;
    this.random = random;
  }

  @Override
  public String now(String phase) {
    ServerProcess killed = servers.each().get(random.nextInt(servers.each().size()));
    long pid = killed.pid();
    boolean holder = servers.holder(target.name()) == pid;
    long killedNanos = System.nanoTime();
    killed.kill();
    kills++;
    if (holder && random.nextBoolean()) {
      await("nobody took the lease over from process " + pid + " in " + phase, () -> held(pid));
      takeover.add((System.nanoTime() - killedNanos) / 1e6);
      killed.start();
      return String.format(Locale.ROOT, "the other took over in %.0f ms", (System.nanoTime() - killedNanos) / 1e6);
    }
    killed.launch();
    await("process " + pid + " was not replaced in " + phase, () -> servers.each().stream().allMatch(s -> s.apiIfThere().isPresent())
        && held(holder ? pid : 0));
    killed.awaitHealthy();
    recovery.add((System.nanoTime() - killedNanos) / 1e6);
    return String.format(Locale.ROOT, "%s, recovered in %.0f ms", holder ? "it held the lease" : "it held no lease",
        (System.nanoTime() - killedNanos) / 1e6);
  }

  /** Whether somebody holds the lease who is not the one that was killed. */
  private boolean held(long killed) {
    long holder = servers.holder(target.name());
    return holder != killed && servers.each().stream().anyMatch(s -> s.pid() == holder);
  }

  private static void await(String otherwise, BooleanSupplier wish) {
    if (!Wait.until(KillingTheOnly.RECOVERY_TIMEOUT, POLL_MILLIS, wish)) {
      throw new RigException(otherwise + " within " + KillingTheOnly.RECOVERY_TIMEOUT.toSeconds() + " s");
    }
  }

  @Override
  public Samples recovery() {
    return recovery;
  }

  @Override
  public Samples takeover() {
    return takeover;
  }

  @Override
  public int kills() {
    return kills;
  }
}
