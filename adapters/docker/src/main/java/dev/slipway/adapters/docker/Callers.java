package dev.slipway.adapters.docker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whether anybody asks a container of this machine, from the kernel's accounts of its network: connections that are open on its port, and
 * how many were ever taken up (proc(5), {@code PassiveOpens}), which also tells of those that came and went between two looks.
 */
final class Callers {
  private static final Logger LOG = System.getLogger(Callers.class.getName());
  private static final String ESTABLISHED = "01";
  private static final String OWN_ADDRESS = "/32 host LOCAL";
  private static final long UNKNOWN = -1;

  private final Path process;
  private final String address;
  private final String port;
  private long opened = UNKNOWN;
  private long sinceMillis;

  /**
   * Of a container.
   *
   * @param process folder of its first process below {@code /proc}
   * @param address its own, by which it is known that the accounts are its own and not those of whoever got the process's number later
   * @param port on which it serves
   */
  Callers(Path process, String address, int port) {
    this.process = process;
    this.address = address;
    this.port = String.format(Locale.ROOT, ":%04X", port);
  }

  /** What the accounts say. */
  sealed interface Seen {
    /** How long nobody has asked it. */
    record Quiet(long millis) implements Seen {}

    /** The process is no longer there: whoever was connected is no more, and this says nothing of a life that followed. */
    record Gone() implements Seen {}

    /** They are there, and may not be read. */
    record Unreadable() implements Seen {}
  }

  synchronized Seen look(long nowMillis) {
    try {
      long now = taken(Files.readAllLines(net("snmp")));
      boolean open = open(net("tcp")) || open(net("tcp6"));
      // Read last: what was read before was the container's if its network is there still.
      if (!isIts(Files.readAllLines(net("fib_trie")))) {
        return new Seen.Gone();
      }
      if (open || now != opened) {
        opened = now;
        sinceMillis = nowMillis;
      }
      return new Seen.Quiet(nowMillis - sinceMillis);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the connections of a container cannot be read", e);
      return Files.exists(process) ? ended() : new Seen.Gone();
    }
  }

  /** One that has died and was not yet collected has a folder, and nothing in it about a network. */
  private Seen ended() {
    try {
      boolean dead = Files.readAllLines(process.resolve("status")).stream().anyMatch(l -> l.matches("State:\\s+[ZX].*"));
      return dead ? new Seen.Gone() : new Seen.Unreadable();
    } catch (IOException e) {
      return Files.exists(process) ? new Seen.Unreadable() : new Seen.Gone();
    }
  }

  private Path net(String table) {
    return process.resolve("net").resolve(table);
  }

  private boolean isIts(List<String> routes) {
    for (int i = 0; i + 1 < routes.size(); i++) {
      if (routes.get(i).strip().equals("|-- " + address) && routes.get(i + 1).strip().equals(OWN_ADDRESS)) {
        return true;
      }
    }
    return false;
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
