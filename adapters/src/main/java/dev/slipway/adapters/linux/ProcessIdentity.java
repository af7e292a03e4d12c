package dev.slipway.adapters.linux;

import java.util.Optional;

/**
 * One process for ever: its number may be given to another, but never with the same start.
 *
 * @param boot the boot it ran in
 * @param pid its number
 * @param startTicks its start, in ticks since that boot
 */
public record ProcessIdentity(String boot, long pid, long startTicks) {

  /** This program. */
  public static ProcessIdentity mine(Machine machine) {
    ProcessStat stat = ProcessStat.of(ProcessHandle.current().pid())
        .orElseThrow(() -> new IllegalStateException("/proc does not show this program"));
    return new ProcessIdentity(machine.boot(), stat.pid(), stat.startTicks());
  }

  /** Reads what {@link #toString} writes. */
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.split("_");
    boolean whole = parts.length == 3 && parts[1].matches("[0-9]{1,18}") && parts[2].matches("[0-9]{1,18}");
    return whole ? Optional.of(new ProcessIdentity(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]))) : Optional.empty();
  }

  @Override
  public String toString() {
    return boot + "_" + pid + "_" + startTicks;
  }

  /** The process as it is now, unless it is gone. */
  public Optional<ProcessStat> now(Machine machine) {
    if (!boot.equals(machine.boot())) {
      return Optional.empty();
    }
    return ProcessStat.of(pid).filter(s -> s.startTicks() == startTicks);
  }

  /** Whether it still runs. */
  public boolean alive(Machine machine) {
    return now(machine).isPresent();
  }

  /**
   * Sends a signal if, and only if, it is still this process. The handle is taken first and checks the start of its process once more in
   * the call that signals, so a number that is used again in between is not hit.
   */
  public void signal(Machine machine, Signal signal) {
    if (pid <= 1 || pid == ProcessHandle.current().pid()) {
      throw new IllegalArgumentException("refused to signal process " + pid);
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isPresent() && alive(machine)) {
      var unused =
          switch (signal) {
            case TERM -> handle.get().destroy();
            case KILL -> handle.get().destroyForcibly();
          };
    }
  }
}
