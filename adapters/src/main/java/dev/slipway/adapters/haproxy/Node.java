package dev.slipway.adapters.haproxy;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HAProxy as far as one target goes: what it says, and the few orders it is given. */
final class Node {
  private final RuntimeApi api;
  private final Names names;
  private Optional<String> map = Optional.empty();

  Node(RuntimeApi api, Names names) {
    this.api = api;
    this.names = names;
  }

  String address() {
    return api.address();
  }

  /** Everything about the target. */
  Reading read() throws IOException {
    Reading reading = Reading.parse(api.ask(Reading.command(map)), names);
    if (!reading.map().equals(map)) {
      map = reading.map();
      reading = Reading.parse(api.ask(Reading.command(map)), names);
    }
    return reading;
  }

  /** What it keeps about the target; nothing where its map is empty. */
  static Recorded recorded(Reading reading) throws IOException {
    return reading.entries().isEmpty() ? Recorded.NOTHING : RecordedText.read(reading.entries());
  }

  /**
   * Puts a whole content in the map in force, at once: HAProxy looks into one version of it at a time. Refused when anybody put or prepared
   * another one since it was read.
   */
  void commit(Reading seen, Recorded recorded) throws IOException {
    String path = seen.map().orElseThrow();
    String said = order("prepare map " + path, "New version created: ");
    String version = said.strip().substring("New version created: ".length());
    for (String payload : payloads(RecordedText.entries(recorded, names))) {
      quiet("add map @" + version + " " + path + " <<\n" + payload);
    }
    Reading now = Reading.parse(api.ask(Reading.command(map)), names);
    long ours = Long.parseLong(version);
    boolean alone = ours == seen.prepared() + 1 && now.prepared() == ours && now.inForce() == seen.inForce() && now.pid() == seen.pid();
    if (!alone) {
      quiet("clear map @" + version + " " + path);
      throw new OutsideException(
          "SLW-4151", "somebody else wrote into the map " + path + " of " + address() + " at the same moment. "
              + "Nothing was changed; traffic goes on as before, and Slipway reads again");
    }
    quiet("commit map @" + version + " " + path);
  }

  /** Says that servers are being brought in line with the table, or that they are. */
  void settled(boolean done) throws IOException {
    if (map.isPresent()) {
      quiet("set map " + map.get() + " " + RecordedText.SETTLED + " " + (done ? "1" : "0"));
    }
  }

  /** A server that begins with no traffic. */
  void add(String server, String address) throws IOException {
    order("add server " + server + " " + address + " " + ServerLine.PARAMETERS, "New server registered");
    quiet("enable health " + server);
  }

  void ready(String server) throws IOException {
    quiet("set server " + server + " state ready");
    quiet("set server " + server + " weight 1");
  }

  void drain(String server) throws IOException {
    quiet("set server " + server + " state drain");
  }

  /** Takes a server out that has nothing left; one that is gone is out. False when it still has something. */
  boolean delete(String server) throws IOException {
    String said = api.ask("set server " + server + " state maint;del server " + server);
    return said.contains("Server deleted") || said.contains("No such server");
  }

  /** Puts a certificate in force for new connections. */
  void certificate(String file, String pem) throws IOException {
    order("set ssl cert " + file + " <<\n" + pem.strip().replace("\n\n", "\n") + "\n", "Transaction created");
    order("commit ssl cert " + file, "Success!");
  }

  private void quiet(String command) throws IOException {
    order(command, "");
  }

  private String order(String command, String expected) throws IOException {
    String said = api.ask(command);
    boolean fine = expected.isEmpty() ? said.isBlank() : said.contains(expected);
    if (said.startsWith("Permission denied")) {
      throw Requirements.noAdmin(address(), names);
    }
    if (!fine) {
      String shown = command.lines().findFirst().orElse("");
      throw new OutsideException(
          "SLW-4152", "HAProxy at " + address() + " refused \"" + shown + "\": " + said.strip().replace('\n', ' ')
              + ". The traffic split stays as it is; Slipway tries again");
    }
    return said;
  }

  private static List<String> payloads(Map<String, String> entries) {
    List<String> payloads = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String line = entry.getKey() + " " + entry.getValue() + "\n";
      if (open.length() + line.length() > RuntimeApi.MOST_BYTES) {
        payloads.add(open.toString());
        open = new StringBuilder();
      }
      open.append(line);
    }
    payloads.add(open.toString());
    return payloads;
  }
}
