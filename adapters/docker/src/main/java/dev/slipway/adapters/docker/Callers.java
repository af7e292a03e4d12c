package dev.slipway.adapters.docker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether anybody asks a container of this machine, from the kernel's accounts of its network: connections that are open on its port, and
 * how many were ever taken up (proc(5), {@code PassiveOpens}), which also tells of those that came and went between two looks.
 */
final class Callers {
  private static final Logger LOG = System.getLogger(Callers.class.getName());
  private static final String ESTABLISHED = "01";
  private static final long UNKNOWN = -1;

  private final Path net;
  private final String port;
  private final boolean checked;
  private long opened = UNKNOWN;
  private long sinceMillis;

  /**
   * Of a container.
   *
   * @param pid of its first process
   * @param port on which it serves
   * @param checked whether the engine itself asks it about its health
   */
  Callers(long pid, int port, boolean checked) {
    this.net = Path.of("/proc", Long.toString(pid), "net");
    this.port = String.format(Locale.ROOT, ":%04X", port);
    this.checked = checked;
  }

  boolean checked() {
    return checked;
  }

  /** How long nobody has asked it; nothing where that cannot be read. */
  synchronized Optional<Long> quietMillis(long nowMillis) {
    try {
      long now = taken(Files.readAllLines(net.resolve("snmp")));
      boolean open = open(net.resolve("tcp")) || open(net.resolve("tcp6"));
      if (open || now != opened) {
        opened = now;
        sinceMillis = nowMillis;
      }
      return Optional.of(nowMillis - sinceMillis);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the connections of a container cannot be read", e);
      return Optional.empty();
    }
  }

  /** The line of names and the one of values. */
  private static long taken(List<String> lines) throws IOException {
    List<String> tcp = lines.stream().filter(l -> l.startsWith("Tcp:")).toList();
    List<String> names = tcp.isEmpty() ? List.of() : List.of(tcp.getFirst().split(" "));
    int at = names.indexOf("PassiveOpens");
    if (tcp.size() != 2 || at < 0) {
      throw new IOException("the kernel does not count what is taken up");
    }
    return Long.parseLong(tcp.get(1).split(" ")[at]);
  }

  private boolean open(Path table) throws IOException {
    return Files.exists(table) && Files.readAllLines(table).stream().map(l -> l.strip().split(" +"))
        .anyMatch(f -> f.length > 3 && f[1].endsWith(port) && f[3].equals(ESTABLISHED));
  }
}
