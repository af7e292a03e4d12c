package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.adapters.linux.Signal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends instances: SIGTERM to the command; once it is gone to what it left behind; SIGKILL to everything when the grace is over. The
 * intent with its deadline is on disk first, so whoever comes later goes on with it.
 */
final class Stopping {
  private final InstanceFolders folders;
  private final Launcher launcher;
  private final Starting starting;
  private final Machine machine;
  private final Set<ProcessIdentity> asked = ConcurrentHashMap.newKeySet();

  Stopping(InstanceFolders folders, Launcher launcher, Starting starting, Machine machine) {
    this.folders = folders;
    this.launcher = launcher;
    this.starting = starting;
    this.machine = machine;
  }

  /** Decides that an instance ends. One that was only to be started again may still be removed, not the other way round. */
  void decide(Found found, String reason, boolean remove) throws IOException {
    if (found.ending().filter(e -> e.remove() || !remove).isPresent()) {
      return;
    }
    long grace = found.intent().release().run().stopGrace().toMillis();
    Intent.Moment killAt =
        found.ending().map(Ending::killAt).orElseGet(() -> new Intent.Moment(machine.boot(), machine.uptimeMillis() + grace));
    folders.end(found, new Ending(killAt, reason, remove));
  }

  /** Takes an instance that is to end as far as it goes now. The caller holds the target's lock. */
  void advance(Found found) throws IOException {
    if (found.ending().isEmpty()) {
      return;
    }
    Ending ending = found.ending().get();
    boolean late = !ending.killAt().boot().equals(machine.boot()) || machine.uptimeMillis() >= ending.killAt().uptimeMillis();
    if (found.claim() instanceof Claim.Seen.None && launcher.fate(found) == Launcher.Fate.COMING) {
      if (late) {
        signal(found, found.processes(ProcessTable.read(), machine), true);
      }
      return;
    }
    if (found.life(machine) == Found.Life.RUNNING && !late) {
      askOnce(found);
      return;
    }
    List<ProcessStat> left = found.processes(ProcessTable.read(), machine);
    if (left.isEmpty()) {
      gone(found, ending);
    } else {
      signal(found, left, late);
    }
  }

  /** A second SIGTERM means "at once" to many programs, so it is noted that it was sent. */
  private void askOnce(Found found) throws IOException {
    if (Files.exists(found.askedToEndFile())) {
      return;
    }
    found.made().ifPresent(c -> c.main().signal(machine, Signal.TERM));
    try {
      Files.createFile(found.askedToEndFile());
    } catch (FileAlreadyExistsException e) {
      return; // Another server asked at the same moment.
    }
  }

  /** The shell beside the command goes last and by itself: while it lives the number of its session is certain. */
  private void signal(Found found, List<ProcessStat> left, boolean late) {
    long leader = found.made().map(c -> c.leader().pid()).orElse(-1L);
    boolean alone = left.stream().allMatch(p -> p.pid() == leader);
    for (ProcessStat process : left) {
      ProcessIdentity identity = new ProcessIdentity(machine.boot(), process.pid(), process.startTicks());
      if (late && (process.pid() != leader || alone)) {
        identity.signal(machine, Signal.KILL);
      } else if (!late && process.pid() != leader && asked.add(identity)) {
        identity.signal(machine, Signal.TERM);
      }
    }
  }

  private void gone(Found found, Ending ending) throws IOException {
    asked.removeIf(i -> !i.alive(machine));
    launcher.forget(found);
    if (ending.remove()) {
      folders.remove(found);
    } else {
      if (found.intent().died().isEmpty()) {
        starting.died(found, ending.reason());
      }
      folders.unend(found);
    }
  }
}
