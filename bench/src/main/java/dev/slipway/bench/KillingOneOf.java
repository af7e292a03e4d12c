package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServerProcess;
import dev.slipway.bench.rig.SeveralServers;
import dev.slipway.bench.rig.SeveralServers.Holder;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One of several servers on a database is killed. Half of the time it is started again at once; else, where it held the lease of the
 * target, only when another works on that.
 */
final class KillingOneOf implements Killing {
  private static final int POLL_MILLIS = 20;

  private final SeveralServers servers;
  private final Target target;
  private final SplittableRandom random;
  private final Samples recovery = new Samples();
  private final Samples takeover = new Samples();
  private final Samples back = new Samples();
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
    Holder before = servers.holder(target.name());
    boolean alone = before.pid() == pid && random.nextBoolean();
    long killedNanos = System.nanoTime();
    killed.kill();
    kills++;
    long startedNanos = System.nanoTime();
    if (!alone) {
      killed.launch();
    }
    String what = before.pid() == pid ? worked(before, alone, killedNanos, phase) : "it held no lease";
    if (alone) {
      startedNanos = System.nanoTime();
      killed.launch();
    }
    killed.awaitHealthy();
    back.add(millisSince(startedNanos));
    return String.format(Locale.ROOT, "%s, back after %.0f ms", what, millisSince(startedNanos));
  }

  /**
   * Waits until somebody who came after the killed one has looked at the target and told its router so. The database is asked first:
   * servers that answer questions all the time would have less time for what is measured.
   */
  private String worked(Holder before, boolean alone, long killedNanos, String phase) {
    String otherwise = " of " + target.name() + " after process " + before.pid() + " was killed in " + phase;
    await("nobody took the lease" + otherwise, () -> servers.holder(target.name()).epoch() > before.epoch());
    double leasedMillis = millisSince(killedNanos);
    await("nobody told the router" + otherwise, () -> target.statusIfThere().filter(s -> told(s, before)).isPresent());
    double tookMillis = millisSince(killedNanos);
    recovery.add(tookMillis);
    if (alone) {
      takeover.add(tookMillis);
    }
    return String.format(Locale.ROOT, "it held the lease%s, which was taken after %.0f ms, recovered in %.0f ms",
        alone ? " and stayed away" : "", leasedMillis, tookMillis);
  }

  private static void await(String otherwise, BooleanSupplier wish) {
    if (!Wait.until(KillingTheOnly.RECOVERY_TIMEOUT, POLL_MILLIS, wish)) {
      throw new RigException(otherwise + " within " + KillingTheOnly.RECOVERY_TIMEOUT.toSeconds() + " s");
    }
  }

  private static boolean told(JsonNode status, Holder before) {
    return status.path("router").path("epoch").asLong() > before.epoch();
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
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
  public Samples back() {
    return back;
  }

  @Override
  public int kills() {
    return kills;
  }
}
