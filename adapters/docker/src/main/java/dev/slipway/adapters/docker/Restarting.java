package dev.slipway.adapters.docker;

import dev.slipway.core.spi.OutsideException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a container that says it must be started again; that it ended is seen like any death, and so is that it must live again. */
record Restarting(Ending ending, Deaths deaths) {
  private static final Logger LOG = System.getLogger(Restarting.class.getName());

  void restart(Found found, String reason) {
    deaths.because(found.id(), reason);
    Thread.ofVirtual().name("restart-" + found.instance()).start(() -> {
      try {
        ending.ask(found);
        var unused = new CountDownLatch(1).await(found.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
        ending.kill(found);
      } catch (OutsideException e) {
        LOG.log(Level.WARNING, "SLW-3114 " + found.instance() + " gives bad answers to its live question and could not be told to end", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
