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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sees why an instance does not answer that does listen on its port, but where neither health questions nor traffic come. */
final class OtherAddress {
  private static final Logger LOG = System.getLogger(OtherAddress.class.getName());
  private static final long AGAIN_MILLIS = 500;

  private final Found instance;
  private final Machine machine;
  private Optional<String> last = Optional.empty();
  private long lookedMillis = Long.MIN_VALUE / 2;

  OtherAddress(Found instance, Machine machine) {
    this.instance = instance;
    this.machine = machine;
  }

  /** What is wrong with where it listens, in words; nothing when it does not listen at all. Looks now and then only. */
  Optional<String> listening() {
    long now = machine.uptimeMillis();
    if (now - lookedMillis > AGAIN_MILLIS) {
      lookedMillis = now;
      last = seen();
    }
    return last;
  }

  private Optional<String> seen() {
    int port = instance.intent().port();
    try {
      Set<Long> elsewhere = ListeningSockets.elsewhere(port);
      boolean own = !elsewhere.isEmpty() && ListeningSockets.at(port).isEmpty() && holdsOneOf(elsewhere);
      return own ? Optional.of("it listens on port " + port + " of another address only, such as ::1, where Slipway sends no traffic: "
          + "make it listen on 127.0.0.1 or on every address") : Optional.empty();
    } catch (UncheckedIOException | DirectoryIteratorException e) {
      LOG.log(Level.DEBUG, "who listens on port " + port + " cannot be seen", e);
      return Optional.empty();
    }
  }

  private boolean holdsOneOf(Set<Long> sockets) {
    for (ProcessStat process : instance.processes(ProcessTable.read(), machine)) {
      for (Path descriptor : ListeningSockets.descriptors(process.pid()).orElse(List.of())) {
        OptionalLong socket = ListeningSockets.behind(descriptor);
        if (socket.isPresent() && sockets.contains(socket.getAsLong())) {
          return true;
        }
      }
    }
    return false;
  }
}
