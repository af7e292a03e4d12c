package dev.slipway.adapters.process;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.util.Optional;

/**
 * What was decided about one instance, written before anything is done about it.
 *
 * @param target whose instance it is
 * @param id which one
 * @param release what it runs
 * @param port the port allotted to it for as long as its folder exists
 * @param epoch of the server that started it last
 * @param attempt 1 and up: how many lives it had
 * @param life unique to this attempt; every process of it carries it in its environment
 * @param startedAt when this attempt began
 * @param deaths how often it died by itself
 * @param quickDeaths how many of the last lives ended soon: the backoff grows with them
 * @param oomKills how often it was killed for want of memory
 * @param died how this life ended, once that was noticed
 */
record Intent(
    TargetId target,
    InstanceId id,
    Release release,
    int port,
    long epoch,
    int attempt,
    String life,
    Moment startedAt,
    int deaths,
    int quickDeaths,
    int oomKills,
    Optional<Death> died) {

  /** The variable that carries the life. */
  static final String MARK = "SLIPWAY_LIFE";

  /**
   * A point on the machine's own clock, with the boot it belongs to.
   *
   * @param boot name of the boot
   * @param uptimeMillis milliseconds since that boot
   */
  record Moment(String boot, long uptimeMillis) {}

  /**
   * The end of a life.
   *
   * @param reason for people
   * @param again when it may be started again
   */
  record Death(String reason, Moment again) {}

  /** The entry of the environment that finds its processes. */
  String mark() {
    return MARK + "=" + life;
  }

  Intent dead(int deathsNow, int quickDeathsNow, int oomKillsNow, Death death) {
    return new Intent(
        target, id, release, port, epoch, attempt, life, startedAt, deathsNow, quickDeathsNow, oomKillsNow, Optional.of(death));
  }

  Intent again(int nextPort, long nextEpoch, String nextLife, Moment now) {
    return new Intent(target, id, release, nextPort, nextEpoch, attempt + 1, nextLife, now, deaths, quickDeaths, oomKills,
        Optional.empty());
  }
}
