package dev.slipway.adapters.embedded;

import dev.slipway.core.spi.OutsideException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a proxy that died, until it stays up, and says so. */
final class Revival {
  private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final ProxyProcess process;
  private final Troubles troubles;
  private final LongSupplier nanoClock;
  private final Path log;
  private int deaths;

  Revival(ProxyProcess process, Troubles troubles, LongSupplier nanoClock, Path log) {
    this.process = process;
    this.troubles = troubles;
    this.nanoClock = nanoClock;
    this.log = log;
  }

  /**
   * Returns when one answers, or the thread was interrupted.
   *
   * @param deadPid of the one that died; 0 when none was ever seen
   */
  void startAgain(long deadPid) {
    long diedNanos = nanoClock.getAsLong();
    String dead = deadPid == 0 ? "the proxy did not run" : "the proxy (process " + deadPid + ") died";
    while (!Thread.currentThread().isInterrupted()) {
      try {
        process.ensureRunning();
        startedAgain(deadPid == 0, dead, TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - diedNanos));
        return;
      } catch (OutsideException e) {
        troubles.begins(e.code(), dead + ". " + e.said());
        Pause.of(BETWEEN_TRIES);
      }
    }
  }

  private void startedAgain(boolean neverSeen, String dead, long millis) {
    troubles.ended();
    if (neverSeen) {
      LOG.info("{}, and was started with the tables it had", dead);
      return;
    }
    deaths++;
    boolean often = process.keepsDying();
    troubles.happened(often ? "SLW-4056" : "SLW-4058", dead + " and was started again with the tables it had; it serves after " + millis
        + " ms. Requests open at that moment were cut off. Deaths under this server: " + deaths
        + (often ? ", too often: look at " : ". Look at: ") + log);
  }
}
