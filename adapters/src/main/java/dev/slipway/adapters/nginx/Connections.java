package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.ListeningSockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The TCP connections of one process (proc(5), {@code net/tcp} and {@code fd}). */
final class Connections {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  private Connections() {}

  /** One of them, by its two ports. */
  record Connection(int localPort, int remotePort) {}

  /** Nothing when this user may not see them; an empty list when the process is gone. */
  static Optional<List<Connection>> of(long pid) {
    Optional<List<Path>> descriptors = ListeningSockets.descriptors(pid);
    if (descriptors.isEmpty()) {
      return Files.exists(Path.of("/proc", Long.toString(pid))) ? Optional.empty() : Optional.of(List.of());
    }
    Set<Long> sockets = new HashSet<>();
    descriptors.get().forEach(fd -> ListeningSockets.behind(fd).ifPresent(sockets::add));
    List<Connection> found = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = Path.of("/proc", Long.toString(pid), "net", table);
      try {
        Files.readAllLines(file, StandardCharsets.US_ASCII).stream().skip(1).forEach(line -> add(line.strip().split(" +"), sockets, found));
      } catch (IOException e) {
        continue; // Gone meanwhile, or a machine without this family of addresses.
      }
    }
    return Optional.of(found);
  }

  private static void add(String[] fields, Set<Long> sockets, List<Connection> found) {
    if (!fields[STATE].equals(LISTENING) && sockets.contains(Long.parseLong(fields[INODE]))) {
      found.add(new Connection(port(fields[LOCAL]), port(fields[REMOTE])));
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }
}
