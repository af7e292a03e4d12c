package dev.slipway.adapters.process;

import dev.slipway.adapters.health.Backoff;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.adapters.linux.Signal;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes one wanted instance run: the first time, again after it died, and after a server that crashed in between. */
final class Starting {
  private final Layout layout;
  private final InstanceFolders folders;
  private final ReleaseStore store;
  private final Launcher launcher;
  private final Ports ports;
  private final Machine machine;
  private final RandomGenerator random;

  Starting(
      Layout layout, InstanceFolders folders, ReleaseStore store, Launcher launcher, Ports ports, Machine machine, RandomGenerator random) {
    this.layout = layout;
    this.folders = folders;
    this.store = store;
    this.launcher = launcher;
    this.ports = ports;
    this.machine = machine;
    this.random = random;
  }

  /** Starts what is missing. One that runs, or is being ended, is left alone. The caller holds the target's lock. */
  void run(TargetId target, InstanceId id, Release release, long epoch) throws IOException {
    Optional<Found> there = folders.one(target, id);
    if (there.isEmpty()) {
      first(target, id, release, epoch);
      return;
    }
    Found found = there.get();
    if (found.ending().isPresent()) {
      return;
    }
    switch (found.life(machine)) {
      case RUNNING -> {}
      case UNCLAIMED -> unclaimed(found, epoch);
      case ENDED -> ended(found, epoch);
    }
  }

  private void first(TargetId target, InstanceId id, Release release, long epoch) throws IOException {
    store.require(release);
    Found made;
    try (TargetLock lock = TargetLock.of(layout.instances())) {
      int port = ports.allot(folders.portsHeld(), random);
      made = folders.make(new Intent(target, id, release, port, epoch, 1, life(), now(0), 0, 0, 0, Optional.empty()));
    }
    launch(made);
  }

  private void launch(Found found) throws IOException {
    try {
      launcher.launch(found);
    } catch (IOException e) {
      died(found, "could not be started: " + e.getMessage());
    }
  }

  private void unclaimed(Found found, long epoch) throws IOException {
    switch (launcher.fate(found)) {
      case COMING -> {}
      case NEVER_LAUNCHED -> again(found, epoch);
      case FAILED -> {
        String said = launcher.complaints(found);
        died(found, "could not be started" + (said.isEmpty() ? "; its log may not be writable, or the disk is full" : ": " + said));
      }
    }
  }

  private void ended(Found found, long epoch) throws IOException {
    if (found.intent().died().isEmpty()) {
      if (found.ofAnotherBoot(machine) || found.made().isEmpty()) {
        again(found, epoch);
      } else if (!found.exitPending(machine)) {
        leftOver(found, Signal.TERM);
        died(found, Endings.how(found, new InstanceLog(layout.log(found.intent().target(), found.intent().id()))));
      }
      return;
    }
    Intent.Moment again = found.intent().died().get().again();
    boolean due = !again.boot().equals(machine.boot()) || machine.uptimeMillis() >= again.uptimeMillis();
    if (due && leftOver(found, Signal.KILL).isEmpty()) {
      again(found, epoch);
    }
  }

  /** What a dead command left running would hold its port and its files. */
  private List<ProcessStat> leftOver(Found found, Signal signal) {
    List<ProcessStat> left = found.processes(ProcessTable.read(), machine);
    left.forEach(p -> new ProcessIdentity(machine.boot(), p.pid(), p.startTicks()).signal(machine, signal));
    return left;
  }

  /** Writes a death down, with the time from which it may live again. */
  void died(Found found, String reason) throws IOException {
    Intent intent = found.intent();
    long lived = machine.uptimeMillis() - intent.startedAt().uptimeMillis();
    int quick = lived >= Backoff.LONG_LIFE.toMillis() ? 1 : intent.quickDeaths() + 1;
    int oomKills = intent.oomKills() + (found.outOfMemory() ? 1 : 0);
    folders.rewrite(found, intent.dead(intent.deaths() + 1, quick, oomKills, new Intent.Death(reason, now(Backoff.millis(quick)))));
    launcher.forget(found);
  }

  private void again(Found found, long epoch) throws IOException {
    store.require(found.intent().release());
    launcher.forget(found);
    Found next;
    try (TargetLock lock = TargetLock.of(layout.instances())) {
      int port = found.intent().port();
      Set<Integer> held = folders.portsHeld();
      int free = Ports.free(port) ? port : ports.allot(held, random);
      next = folders.rewrite(found, found.intent().again(free, epoch, life(), now(0)));
    }
    launch(next);
  }

  private Intent.Moment now(long plusMillis) {
    return new Intent.Moment(machine.boot(), machine.uptimeMillis() + plusMillis);
  }

  private String life() {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }
}
