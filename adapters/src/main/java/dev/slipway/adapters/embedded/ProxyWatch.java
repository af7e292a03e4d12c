package dev.slipway.adapters.embedded;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the proxy of one directory once it has tables: it holds a connection whose end is the proxy's, so that one that dies is started
 * again at once, and less and less often if it keeps dying. One that is of another version than ours is upgraded, once.
 */
public final class ProxyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Path directory;
  private final AdminLine admin;
  private final ProxyProcess process;
  private final Predicate<Hello> outdated;
  private final Revival revival;
  private final Troubles troubles;
  private final Thread thread;
  private boolean upgradeTried;
  private volatile long lastPid;

  ProxyWatch(Path directory, AdminLine admin, ProxyProcess process, Predicate<Hello> outdated, LongSupplier nanoClock,
      InstantSource clock) {
    this.directory = directory;
    this.admin = admin;
    this.process = process;
    this.outdated = outdated;
    this.troubles = new Troubles(clock);
    this.revival = new Revival(process, troubles, nanoClock, log());
    this.thread = Thread.ofPlatform().daemon().name("proxy-watch").unstarted(this::watch);
  }

  public ProxyWatch start() {
    thread.start();
    return this;
  }

  /** What is wrong with it, or was within the last ten minutes. */
  public Optional<Troubles.Trouble> trouble() {
    return troubles.lately();
  }

  /** Of the process that answered last; 0 before one did. */
  long lastPid() {
    return lastPid;
  }

  /** Stops watching; the proxy goes on. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      if (!Files.exists(directory.resolve("proxy.json"))) {
        Pause.of(LOOK);
      } else if (!follow()) {
        revival.startAgain(lastPid);
      }
    }
  }

  /** Returns when there is reason to look who answers; whether anybody is there. */
  private boolean follow() {
    try (AdminConnection connection = admin.open()) {
      try {
        do {
          Hello hello = Hello.ask(connection);
          lastPid = hello.pid();
          troubles.ended();
          upgradeIfOutdated(hello);
        } while (!connection.endsWithin(LOOK) && !Thread.currentThread().isInterrupted());
      } catch (IOException e) {
        // Handed over, gone, or silent: who listens now tells which.
        LOG.debug("the proxy of {} does not answer on this connection", directory, e);
      }
    } catch (IOException nobodyListens) {
      return false;
    }
    return listens();
  }

  /** Whether anybody is there; one that is and says nothing is left alone, for its event loops may well be serving. */
  private boolean listens() {
    try (AdminConnection connection = admin.open()) {
      sayIfSilent(connection);
      return true;
    } catch (IOException nobodyListens) {
      return Thread.currentThread().isInterrupted();
    }
  }

  private void sayIfSilent(AdminConnection connection) {
    try {
      lastPid = Hello.ask(connection).pid();
    } catch (IOException e) {
      troubles.begins("SLW-4059", "the proxy (process " + lastPid + ") lives but does not answer. Traffic goes on by its last table, if it "
          + "goes. Look at: " + log() + "; kill the process to have it started again with its tables");
      Pause.of(LOOK);
    }
  }

  private void upgradeIfOutdated(Hello hello) {
    if (upgradeTried || !outdated.test(hello)) {
      return;
    }
    upgradeTried = true;
    try {
      ProxyProcess.Replaced replaced = process.replace();
      LOG.info("the proxy was upgraded: {} handed over to {}, no connection was closed for it", replaced.before(), replaced.now());
    } catch (OutsideException e) {
      troubles.happened(e.code(), e.said());
    }
  }

  private Path log() {
    return directory.resolve("proxy.log");
  }
}
