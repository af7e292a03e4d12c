package dev.slipway.adapters.process;

import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.health.Prober;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The background work over every target on this machine: asks health, goes on with endings, measures, rotates logs. Decides nothing. */
final class Keeper {
  private static final Logger LOG = System.getLogger(Keeper.class.getName());
  private static final long BUSY_MILLIS = 20;
  private static final long IDLE_MILLIS = 500;
  private static final long SAMPLE_MILLIS = 1_000;
  private static final int MOST_TOLD = 1_000;
  private static final long CLOSE_MILLIS = 2_000;

  private final Layout layout;
  private final InstanceFolders folders;
  private final Stopping stopping;
  private final Machine machine;
  private final long mostLogBytes;
  private final Usage usage = new Usage();
  private final Map<String, Prober> probers = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("process-keeper").daemon().unstarted(this::run);
  private final Set<String> told = new HashSet<>();
  private volatile boolean closed;

  Keeper(Layout layout, InstanceFolders folders, Stopping stopping, Machine machine, long mostLogBytes) {
    this.layout = layout;
    this.folders = folders;
    this.stopping = stopping;
    this.machine = machine;
    this.mostLogBytes = mostLogBytes;
  }

  void start() {
    thread.start();
  }

  void wake() {
    wake.release();
  }

  Usage usage() {
    return usage;
  }

  /** The health of a running life; asking begins with the first call. */
  Health health(Found found, Duration atMost) {
    return probers.computeIfAbsent(found.intent().life(), life -> ProcessLife.asked(found, machine, reason -> restart(found, reason)))
        .health(atMost);
  }

  private void restart(Found found, String reason) {
    TargetId target = found.intent().target();
    InstanceId id = found.intent().id();
    try (TargetLock lock = TargetLock.of(layout.instances(target))) {
      Optional<Found> now = folders.one(target, id).filter(f -> f.intent().life().equals(found.intent().life()));
      if (now.isPresent()) {
        stopping.decide(now.get(), reason, false);
      }
    } catch (IOException | OutsideException e) {
      LOG.log(Level.WARNING, "SLW-3042 " + id + " of " + target
          + " gives bad answers to its live question and could not be told to end; it is asked again", e);
      probers.remove(found.intent().life());
    }
    wake();
  }

  private void run() {
    long sampledAt = Long.MIN_VALUE / 2;
    try {
      while (!closed) {
        boolean due = machine.uptimeMillis() - sampledAt >= SAMPLE_MILLIS;
        sampledAt = due ? machine.uptimeMillis() : sampledAt;
        boolean busy = turn(due);
        wake.drainPermits();
        var unused = wake.tryAcquire(busy ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One turn over everything; returns whether something is about to change. */
  private boolean turn(boolean sample) {
    List<Found> running = new ArrayList<>();
    boolean busy = false;
    try {
      for (TargetId target : folders.targets()) {
        busy |= turn(target, running, sample);
      }
      probers.entrySet().removeIf(e -> running.stream().noneMatch(f -> f.intent().life().equals(e.getKey())) && stopped(e.getValue()));
      if (sample) {
        usage.sample(running, machine);
      }
    } catch (IOException | RuntimeException e) {
      tellOnce("SLW-3040 looking after the instances on this machine failed; they run on and the next look tries again: " + e);
    }
    return busy;
  }

  private static boolean stopped(Prober prober) {
    prober.stop();
    return true;
  }

  /** A fault in one target must not keep the others waiting. */
  private boolean turn(TargetId target, List<Found> running, boolean sample) throws IOException {
    boolean busy = false;
    try {
      for (Found found : folders.of(target)) {
        boolean runs = found.life(machine) == Found.Life.RUNNING;
        if (runs) {
          running.add(found);
        }
        if (found.ending().isPresent()) {
          advance(found);
          busy = true;
        } else if (runs) {
          busy |= health(found, Duration.ZERO).phase() == Health.Phase.STARTING;
        } else {
          busy |= found.life(machine) == Found.Life.UNCLAIMED;
        }
        if (sample) {
          rotate(found);
        }
      }
    } catch (OutsideException e) {
      tellOnce(e.code() + " " + e.said());
    }
    return busy;
  }

  /** Twice a second the same words would bury all others. */
  private void tellOnce(String words) {
    if (told.size() < MOST_TOLD && told.add(words)) {
      LOG.log(Level.ERROR, words);
    }
  }

  private void advance(Found seen) throws IOException {
    TargetId target = seen.intent().target();
    try (TargetLock lock = TargetLock.of(layout.instances(target))) {
      Optional<Found> found = folders.one(target, seen.intent().id());
      if (found.isPresent()) {
        stopping.advance(found.get());
      }
    }
  }

  private void rotate(Found found) throws IOException {
    InstanceLog log = new InstanceLog(layout.log(found.intent().target(), found.intent().id()));
    if (log.bytes() > mostLogBytes) {
      try (TargetLock lock = TargetLock.of(layout.instances(found.intent().target()))) {
        log.rotate(mostLogBytes);
      }
    }
  }

  /** Returns when nothing is under way any more, so that whoever closes may take the folder away. */
  void close() {
    closed = true;
    wake();
    probers.values().forEach(Prober::stop);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
