package dev.slipway.adapters.haproxy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one HAProxy said about one target, in one answer.
 *
 * @param pid of its process
 * @param version as {@code 2.6.12-1+deb12u4}
 * @param map path of the target's map as HAProxy names it, absent where it has none
 * @param inForce number of the map's content in force
 * @param prepared highest number that anybody prepared
 * @param entries the map's content in force
 * @param servers by backend and name
 * @param stats rows of {@code show stat} by {@code BACKEND/NAME}, whose columns go by their names
 */
record Reading(
    long pid, String version, Optional<String> map, long inForce, long prepared, Map<String, String> entries, Map<String, Server> servers,
    Map<String, Map<String, String>> stats) {

  /**
   * One server as HAProxy has it.
   *
   * @param admin bits of what was said about it by hand: 1 maintenance, 8 drain (management.html, "show servers state")
   * @param weight among its neighbours, as set now
   * @param operational 0 when it does not answer its checks
   */
  record Server(String backend, String name, String address, int admin, int weight, int operational) {
    static final int MAINTENANCE = 0x01 | 0x02 | 0x04 | 0x20 | 0x40;
    static final int DRAIN = 0x08 | 0x10;

    boolean draining() {
      return (admin & (MAINTENANCE | DRAIN)) != 0 || weight == 0;
    }
  }

  /** The command whose answer this is. */
  static String command(Optional<String> map) {
    return "show info;show map;show servers state;show stat" + map.map(m -> ";show map " + m).orElse("");
  }

  static Reading parse(String answer, Names names) throws IOException {
    Parser parser = new Parser(names);
    answer.lines().forEach(parser::line);
    return parser.reading();
  }

  /** Sessions that a server has now, waiting ones among them. */
  long sessions(Server server) {
    return number(server.backend() + "/" + server.name(), "scur") + number(server.backend() + "/" + server.name(), "qcur");
  }

  /** A number of the statistics; 0 where there is none. */
  long number(String row, String column) {
    String value = stats.getOrDefault(row, Map.of()).getOrDefault(column, "");
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
  }

  /** Reads line by line; each answer begins with a line of its own kind. */
  private static final class Parser {
    private final Names names;
    private final Map<String, String> info = new HashMap<>();
    private final Map<String, String> entries = new HashMap<>();
    private final Map<String, Server> servers = new TreeMap<>();
    private final Map<String, Map<String, String>> stats = new HashMap<>();
    private Optional<String> map = Optional.empty();
    private long inForce;
    private long prepared;
    private List<String> columns = List.of();
    private boolean stat;

    Parser(Names names) {
      this.names = names;
    }

    void line(String line) {
      if (line.startsWith("# ")) {
        stat = line.startsWith("# pxname");
        columns = List.of(line.substring(2).split(stat ? "," : " ", -1));
      } else if (line.startsWith("0x")) {
        String[] parts = line.split(" ", 3);
        if (parts.length == 3) {
          entries.put(parts[1], parts[2]);
        }
      } else if (line.contains("curr_ver=")) {
        mapLine(line);
      } else if (columns.isEmpty()) {
        int colon = line.indexOf(": ");
        info.merge(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 2), (a, b) -> a);
      } else if (!line.isBlank()) {
        row(line);
      }
    }

    private void mapLine(String line) {
      int open = line.indexOf('(');
      int close = line.indexOf(") ");
      String path = open < 0 || close < open ? "" : line.substring(open + 1, close);
      if (path.equals(names.mapFile()) || path.endsWith("/" + names.mapFile())) {
        map = Optional.of(path);
        inForce = after(line, "curr_ver=");
        prepared = after(line, "next_ver=");
      }
    }

    private static long after(String line, String word) {
      String rest = line.substring(line.indexOf(word) + word.length());
      return Long.parseLong(rest.split("[^0-9]", 2)[0]);
    }

    private void row(String line) {
      String[] values = line.split(stat ? "," : " ", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < Math.min(values.length, columns.size()); i++) {
        row.put(columns.get(i), values[i]);
      }
      if (stat) {
        stats.put(row.getOrDefault("pxname", "") + "/" + row.getOrDefault("svname", ""), row);
      } else if (names.slot(row.getOrDefault("be_name", "")).isPresent()) {
        String host = row.getOrDefault("srv_addr", "");
        String shown = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + row.getOrDefault("srv_port", "");
        Server server = new Server(
            row.getOrDefault("be_name", ""), row.getOrDefault("srv_name", ""), shown, number(row, "srv_admin_state"),
            number(row, "srv_uweight"), number(row, "srv_op_state"));
        servers.put(server.backend() + "/" + server.name(), server);
      }
    }

    private static int number(Map<String, String> row, String column) {
      String value = row.getOrDefault(column, "");
      return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
    }

    Reading reading() throws IOException {
      String pid = info.getOrDefault("Pid", "");
      if (!pid.matches("[0-9]{1,18}")) {
        throw new IOException("it does not answer as HAProxy does");
      }
      return new Reading(Long.parseLong(pid), info.getOrDefault("Version", ""), map, inForce, prepared, entries, servers, stats);
    }
  }
}
