package dev.slipway.proxy.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.listen.Listeners;
import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.listen.TlsUnreadable;
import dev.slipway.proxy.listen.Workers;
import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.TableReader;
import dev.slipway.proxy.traffic.TargetCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All targets of this proxy, and what may be done to them. An order is checked, then made possible (ports), then kept (disk), then put in
 * force (event loops); whatever fails before the last step leaves everything as it was.
 */
public final class Targets {
  private final StateFile file;
  private final Listeners listeners;
  private final Traffic traffic;
  private final Map<String, TargetState> states;
  /** Targets whose ports were taken by others when the proxy started, with what the log was last told about each. */
  private final Map<String, String> waitingForPorts = new TreeMap<>();

  public Targets(StateFile file, Map<String, TargetState> loaded, Workers workers, Listeners listeners, Predecessor predecessor) {
    this.file = file;
    this.listeners = listeners;
    this.traffic = new Traffic(workers, predecessor);
    this.states = new TreeMap<>(loaded);
  }

  /** Serves what was loaded, as far as possible; returns what to tell the log. */
  public synchronized List<String> serveLoaded() {
    states.keySet().forEach(each -> waitingForPorts.put(each, ""));
    return serveWaiting();
  }

  /**
   * Serves all that a predecessor handed over, or nothing of it: no port accepts before every one is there.
   *
   * @throws IOException when one cannot be served as it was
   */
  public synchronized void serveHandedOver() throws IOException, TlsUnreadable {
    List<Listeners.Change> changes = new ArrayList<>();
    try {
      for (TargetState each : states.values()) {
        if (each.table().isPresent() && listeners.hasInherited(each.target())) {
          changes.add(listeners.prepare(each.table().get(), each.ports()));
        } else {
          waitingForPorts.put(each.target(), "");
        }
        traffic.route(each);
      }
    } catch (IOException | TlsUnreadable e) {
      changes.forEach(Listeners.Change::cancel);
      throw e;
    }
    changes.forEach(Listeners.Change::commit);
  }

  /** Routes by what a successor decided; ports and disk are its affair now. */
  public synchronized void follow(TargetState state) {
    states.put(state.target(), state);
    traffic.route(state);
  }

  /** Tries again to open ports that were taken at the start; returns what to tell the log. */
  public synchronized List<String> serveWaiting() {
    List<String> events = new ArrayList<>();
    for (String each : List.copyOf(waitingForPorts.keySet())) {
      TargetState state = states.get(each);
      if (state == null || state.table().isEmpty()) {
        waitingForPorts.remove(each);
        continue;
      }
      Table table = state.table().get();
      try {
        Listeners.Change change = listeners.prepare(table, state.ports());
        traffic.route(state);
        change.commit();
        states.put(each, new TargetState(each, state.highestEpoch(), state.table(), state.emergency(), change.ports()));
        waitingForPorts.remove(each);
        events.add("serving " + each + " on port " + change.ports().listen() + ", generation " + table.generation());
      } catch (IOException | TlsUnreadable e) {
        String event = "SLW-4010 " + each + " is not served yet: " + e.getMessage() + ". Trying again every second.";
        if (!event.equals(waitingForPorts.put(each, event))) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** Reads certificates again whose files changed; returns what to tell the log. */
  public synchronized List<String> refreshTls() {
    return listeners.refreshTls();
  }

  /** Puts a table in force. Returns its generation. */
  public synchronized long apply(JsonNode json) throws Refusal {
    Table table;
    boolean clears;
    InForce inForce;
    try {
      table = TableReader.read(json);
      clears = TableReader.clearsOverride(json);
      inForce = InForce.resolve(table, Optional.empty());
    } catch (InvalidTable e) {
      throw new Refusal(Code.INVALID_TABLE, "SLW-4020 " + e.getMessage() + ". Traffic goes on as before.", e);
    }
    TargetState before = states.getOrDefault(table.target(), TargetState.unknown(table.target()));
    Refusals.refuseStale(before, table, clears);
    if (before.table().equals(Optional.of(table)) && before.emergency().isEmpty() && !waitingForPorts.containsKey(table.target())) {
      return table.generation();
    }
    Listeners.Change change = prepare(table, before);
    try {
      keep(new TargetState(table.target(), table.epoch(), Optional.of(table), Optional.empty(), change.ports()));
    } catch (Refusal e) {
      change.cancel();
      throw e;
    }
    traffic.route(state(table.target()), inForce);
    change.commit();
    waitingForPorts.remove(table.target());
    return table.generation();
  }

  /** All new requests of the target to its stable release, at once and until a table clears it; a person's epoch is above all. */
  public synchronized void emergency(String target, Emergency emergency, long epoch) throws Refusal {
    TargetState before = known(target);
    Refusals.refuseStale(before, epoch);
    Refusals.refuseWithoutStable(before);
    // In force before it is kept: with a full disk, too, an emergency must work.
    TargetState after = new TargetState(target, before.highestEpoch(), before.table(), Optional.of(emergency), before.ports());
    traffic.route(after);
    states.put(target, after);
    keep(after);
  }

  /** Stops serving the target; its epoch stays known, so that an older server cannot bring it back. */
  public synchronized void remove(String target, long epoch) throws Refusal {
    TargetState before = known(target);
    Refusals.refuseStale(before, epoch);
    keep(new TargetState(target, epoch, Optional.empty(), Optional.empty(), Ports.NONE));
    listeners.close(target);
    waitingForPorts.remove(target);
    traffic.route(state(target));
  }

  /** All that is remembered. */
  public synchronized List<TargetState> states() {
    return List.copyOf(states.values());
  }

  /** The listening sockets of all targets, in an order that stays. */
  public synchronized List<HandedSocket> sockets() {
    return listeners.sockets();
  }

  public synchronized List<String> names() {
    return states.values().stream().filter(each -> each.table().isPresent()).map(TargetState::target).toList();
  }

  public synchronized TargetState state(String target) {
    return states.getOrDefault(target, TargetState.unknown(target));
  }

  /** The ports the target is served on at this moment. */
  public synchronized Ports ports(String target) {
    return listeners.ports(target);
  }

  /** Who still holds which backend, over all event loops and the predecessor's. */
  public List<BackendView> backends(String target) {
    return traffic.backends(target);
  }

  public TargetCounts counts(String target) {
    return traffic.counts(target);
  }

  private Listeners.Change prepare(Table table, TargetState before) throws Refusal {
    try {
      return listeners.prepare(table, before.ports());
    } catch (TlsUnreadable e) {
      throw new Refusal(Code.TLS_UNREADABLE, "SLW-4025 " + e.getMessage() + ". Traffic goes on as before.", e);
    } catch (IOException e) {
      throw new Refusal(Code.PORT_TAKEN, "SLW-4026 " + e.getMessage() + ". Traffic goes on as before.", e);
    }
  }

  /** Writes the new state down, and only then knows it itself. */
  private void keep(TargetState state) throws Refusal {
    Map<String, TargetState> after = new TreeMap<>(states);
    after.put(state.target(), state);
    try {
      file.save(after.values());
    } catch (IOException e) {
      throw new Refusal(Code.IO, "SLW-4027 the state could not be written: " + e + ". A restart would come back with the state before.", e);
    }
    states.put(state.target(), state);
  }

  private TargetState known(String target) throws Refusal {
    TargetState state = states.get(target);
    if (state == null) {
      throw Refusals.unknown(target);
    }
    return state;
  }
}
