package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Reading.Server;
import dev.slipway.adapters.haproxy.Recorded.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody else changed: where HAProxy is not as the table that it keeps says it was left. */
final class Differences {
  private static final int MOST_NAMED = 5;

  private Differences() {}

  /** In words for people; absent where nothing differs. */
  static Optional<String> of(Recorded recorded, Reading reading, Names names) {
    List<String> found = new ArrayList<>();
    if (recorded.generation() > 0) {
      entry(RecordedText.SPLIT, "the traffic split", recorded.split(names), reading, found);
      entry(RecordedText.PREVIEW, "the preview", recorded.preview(names), reading, found);
      servers(recorded, reading, names, found);
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String more = found.size() > MOST_NAMED ? ", and " + (found.size() - MOST_NAMED) + " more" : "";
    return Optional.of(String.join(", ", found.subList(0, Math.min(MOST_NAMED, found.size()))) + more);
  }

  private static void entry(String key, String what, String expected, Reading reading, List<String> found) {
    String seen = reading.entries().getOrDefault(key, "");
    if (!seen.equals(expected)) {
      found.add(what + " in the map is " + (seen.isEmpty() ? "gone" : "\"" + seen + "\"") + ", not \"" + expected + "\"");
    }
  }

  private static void servers(Recorded recorded, Reading reading, Names names, List<String> found) {
    Map<String, Standing> expected = recorded.servers(names);
    expected.forEach((key, standing) -> {
      Server server = reading.servers().get(key);
      if (server == null) {
        if (!standing.draining()) {
          found.add("server " + key + " was deleted");
        }
      } else {
        server(key, server, standing, found);
      }
    });
    reading.servers().forEach((key, server) -> {
      if (!expected.containsKey(key) && !server.draining()) {
        found.add("server " + key + " was " + (Names.instance(server.name()).isPresent() ? "put in service" : "added"));
      }
    });
  }

  private static void server(String key, Server server, Standing standing, List<String> found) {
    if (server.draining() && !standing.draining()) {
      found.add("server " + key + " was " + ((server.admin() & Server.MAINTENANCE) != 0 ? "put into maintenance"
          : server.weight() == 0 ? "given the weight 0" : "set to drain"));
    } else if (!server.draining() && standing.draining()) {
      found.add("server " + key + " was put in service");
    } else if (!standing.draining() && server.weight() != 1) {
      found.add("server " + key + " was given the weight " + server.weight());
    }
    if (!standing.address().startsWith("[") && standing.address().matches("[0-9.]+:[0-9]+")
        && !server.address().equals(standing.address())) {
      found.add("server " + key + " was moved to " + server.address());
    }
  }
}
