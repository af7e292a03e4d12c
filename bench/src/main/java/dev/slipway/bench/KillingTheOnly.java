package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.time.Duration;
import java.util.Locale;

/** The one server of a rig is killed, and started again at once. */
final class KillingTheOnly implements Killing {
  static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(30);

  private final Rig rig;
  private final Target target;
  private final Samples recovery = new Samples();

  KillingTheOnly(Rig rig, Target target) {
    this.rig = rig;
    this.target = target;
  }

  @Override
  public String now(String phase) {
    long killedNanos = System.nanoTime();
    rig.server().kill();
    rig.server().launch();
    boolean back = Wait.until(RECOVERY_TIMEOUT, 10, () -> target.statusIfThere().filter(KillingTheOnly::wasObserved).isPresent());
    if (!back) {
      rig.server().awaitHealthy();
      throw new RigException("no turn within " + RECOVERY_TIMEOUT.toSeconds() + " s after kill " + (kills() + 1) + " in " + phase);
    }
    double tookMillis = (System.nanoTime() - killedNanos) / 1e6;
    recovery.add(tookMillis);
    return String.format(Locale.ROOT, "recovered in %.0f ms", tookMillis);
  }

  /** Routers are shown only once a turn has looked at them: so the new server has taken the target up. */
  private static boolean wasObserved(JsonNode status) {
    return status.has("router") && !status.path("instances").isEmpty();
  }

  @Override
  public Samples recovery() {
    return recovery;
  }

  @Override
  public Samples takeover() {
    return new Samples();
  }

  @Override
  public Samples back() {
    return new Samples();
  }

  @Override
  public int kills() {
    return recovery.count();
  }
}
