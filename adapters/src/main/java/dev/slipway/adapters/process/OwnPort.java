package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.ListeningSockets;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes sure that it is the instance itself that listens on its port: a stranger who answers there, well as it may, must not be given its
 * users. Where the kernel does not let this user see who listens, the answer is believed.
 */
final class OwnPort {
  private static final Logger LOG = System.getLogger(OwnPort.class.getName());
  private static final long TRUST_MILLIS = 10_000;
  private static final long AGAIN_MILLIS = 500;

  private final Found instance;
  private final Machine machine;
  private Optional<Held> held = Optional.empty();
  private Optional<String> stranger = Optional.empty();
  private long lookedMillis = Long.MIN_VALUE / 2;

  /** A descriptor through which the instance holds its port. */
  private record Held(Path descriptor, long socket) {}

  OwnPort(Found instance, Machine machine) {
    this.instance = instance;
    this.machine = machine;
  }

  /** Who else listens there, in words; nothing when it is the instance. Looks closely now and then, and when something changed. */
  Optional<String> stranger() {
    long now = machine.uptimeMillis();
    boolean still = held.filter(h -> ListeningSockets.behind(h.descriptor()).equals(OptionalLong.of(h.socket()))).isPresent();
    if (now - lookedMillis > (still ? TRUST_MILLIS : AGAIN_MILLIS) || (held.isPresent() && !still)) {
      lookedMillis = now;
      held = Optional.empty();
      stranger = seen();
    }
    return stranger;
  }

  private Optional<String> seen() {
    try {
      return look();
    } catch (UncheckedIOException | DirectoryIteratorException e) {
      LOG.log(Level.DEBUG, "who listens on port " + instance.intent().port() + " cannot be seen", e);
      return Optional.empty();
    }
  }

  private Optional<String> look() {
    int port = instance.intent().port();
    Set<Long> others = new HashSet<>(ListeningSockets.at(port));
    ProcessTable table = ProcessTable.read();
    boolean seen = without(others, instance.processes(table, machine));
    if (!others.isEmpty()) {
      // A command that left its session keeps its environment.
      seen &= without(others, table.withEnvironment(instance.intent().mark()));
    }
    return others.isEmpty() || !seen ? Optional.empty() : Optional.of("port " + port + " is answered by " + name(others, table)
        + ", which is not of this instance: it must listen itself, on the port it is given");
  }

  /** Takes out the sockets that these processes hold. Whether all of them could be looked at. */
  private boolean without(Set<Long> sockets, List<ProcessStat> processes) {
    boolean seen = true;
    for (ProcessStat process : processes) {
      Optional<List<Path>> descriptors = ListeningSockets.descriptors(process.pid());
      seen &= descriptors.isPresent() || ProcessStat.of(process.pid()).isEmpty();
      for (Path descriptor : descriptors.orElse(List.of())) {
        OptionalLong socket = ListeningSockets.behind(descriptor);
        if (socket.isPresent() && sockets.remove(socket.getAsLong())) {
          held = Optional.of(new Held(descriptor, socket.getAsLong()));
        }
      }
    }
    return seen;
  }

  private static String name(Set<Long> sockets, ProcessTable table) {
    for (ProcessStat process : table.processes()) {
      for (Path descriptor : ListeningSockets.descriptors(process.pid()).orElse(List.of())) {
        OptionalLong socket = ListeningSockets.behind(descriptor);
        if (socket.isPresent() && sockets.contains(socket.getAsLong())) {
          String command = ProcessTable.arguments(process.pid()).split("\0", 2)[0];
          return "process " + process.pid() + " (" + command + ")";
        }
      }
    }
    return "a process of another user";
  }
}
