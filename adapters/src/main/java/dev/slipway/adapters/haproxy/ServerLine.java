package dev.slipway.adapters.haproxy;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The servers of a target as configuration: what HAProxy begins with when anybody starts it. */
final class ServerLine {
  /** An instance that died is out after two refused connections, of requests or of checks, within a second. */
  static final String PARAMETERS =
      "check inter 500 fastinter 250 downinter 500 fall 2 rise 1 observe layer4 error-limit 2 on-error mark-down";

  private ServerLine() {}

  /** The backends of a target's slots with their servers. */
  static String backends(Names names, Map<String, Recorded.Standing> standings) {
    Map<String, StringJoiner> servers = new TreeMap<>();
    standings.forEach((key, standing) -> {
      int slash = key.indexOf('/');
      String line = "  server " + key.substring(slash + 1) + " " + standing.address() + " " + PARAMETERS
          + (standing.draining() ? " weight 0" : "");
      servers.computeIfAbsent(key.substring(0, slash), b -> new StringJoiner("\n")).add(line);
    });
    StringBuilder text = new StringBuilder("# Written by Slipway at every change. What is written here by hand is lost.\n");
    for (String slot : Names.SLOTS) {
      String backend = names.backend(slot);
      text.append("backend ").append(backend).append(" from ").append(names.defaults()).append('\n');
      text.append("  http-request disable-l7-retry unless { method GET HEAD OPTIONS TRACE }\n");
      if (servers.containsKey(backend)) {
        text.append(servers.get(backend)).append('\n');
      }
    }
    return text.toString();
  }

  /** The content of the map's file. */
  static String map(Names names, Recorded recorded) {
    StringBuilder text = new StringBuilder();
    RecordedText.entries(recorded, names).forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return text.toString();
  }
}
