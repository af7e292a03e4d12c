package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The running master of an nginx.
 *
 * @param identity the process
 */
record Master(ProcessIdentity identity) {
  static final String TITLE = "nginx: master process";
  private static final String WORKER = "nginx: worker process";
  private static final String LEAVING = "is shutting down";

  /** One of its workers; one that leaves serves the requests it has by the table it was born with, and takes no new ones. */
  record Worker(long pid, boolean leaving) {}

  /** The master with this number, unless the number is another program's or nobody's. */
  static Optional<Master> of(long pid, Machine machine) {
    Optional<ProcessStat> stat = ProcessStat.of(pid);
    boolean master = title(pid).startsWith(TITLE);
    return stat.filter(s -> master).map(s -> new Master(new ProcessIdentity(machine.boot(), s.pid(), s.startTicks())));
  }

  /** The title that nginx gives to a process, with its arguments. */
  static String title(long pid) {
    return ProcessTable.arguments(pid).replace('\0', ' ').strip();
  }

  long pid() {
    return identity.pid();
  }

  /** What it was started with, behind the program. */
  List<String> arguments() {
    return List.of(title(pid()).replaceFirst("^" + TITLE + " *", "").split(" +"));
  }

  List<Worker> workers() {
    return ProcessTable.read().processes().stream()
        .filter(p -> p.parent() == pid())
        .map(p -> new Worker(p.pid(), title(p.pid()).contains(LEAVING)))
        .filter(w -> title(w.pid()).startsWith(WORKER))
        .toList();
  }

  /** Those that take new requests. */
  Set<Long> active() {
    return workers().stream().filter(w -> !w.leaving()).map(Worker::pid).collect(Collectors.toSet());
  }
}
