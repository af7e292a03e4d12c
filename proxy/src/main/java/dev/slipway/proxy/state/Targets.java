package dev.slipway.proxy.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.proxy.listen.Listeners;
import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.listen.Workers;
import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.TableReader;
import dev.slipway.proxy.traffic.Backend;
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
  private final Workers workers;
  private final Listeners listeners;
  private final Map<String, TargetState> states;
  /** Targets whose ports were taken by others when the proxy started, with what the log was last told about each. */
  private final Map<String, String> waitingForPorts = new TreeMap<>();

  public Targets(StateFile file, Map<String, TargetState> loaded, Workers workers, Listeners listeners) {
    this.file = file;
    this.workers = workers;
    this.listeners = listeners;
    this.states = new TreeMap<>(loaded);
  }

  /** Serves what was loaded, as far as possible; returns what to tell the log. */
  public synchronized List<String> serveLoaded() {
    states.keySet().forEach(each -> waitingForPorts.put(each, ""));
    return serveWaiting();
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
        workers.tell(worker -> worker.swap(InForce.again(table, state.emergency())));
        change.commit();
        states.put(each, new TargetState(each, state.highestEpoch(), state.table(), state.emergency(), change.ports()));
        waitingForPorts.remove(each);
        events.add("serving " + each + " on port " + change.ports().listen() + ", generation " + table.generation());
      } catch (IOException | Listeners.TlsUnreadable e) {
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
    refuseStale(before, table, clears);
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
    workers.tell(worker -> worker.swap(inForce));
    change.commit();
    waitingForPorts.remove(table.target());
    return table.generation();
  }

  /** All new requests of the target to its stable release, at once and until a table clears it; a person's epoch is above all. */
  public synchronized void emergency(String target, Emergency emergency, long epoch) throws Refusal {
    TargetState before = known(target);
    refuseOlder(before, epoch);
    Table table = before.table().orElseThrow(() -> unknown(target));
    if (table.stable().flatMap(table::release).isEmpty()) {
      throw new Refusal(Code.NO_STABLE, "SLW-4024 " + target
          + " has no instance of a stable release to send all traffic to. Traffic goes on as before.");
    }
    // In force before it is kept: with a full disk, too, an emergency must work.
    workers.tell(worker -> worker.swap(InForce.again(table, Optional.of(emergency))));
    TargetState after = new TargetState(target, before.highestEpoch(), before.table(), Optional.of(emergency), before.ports());
    states.put(target, after);
    keep(after);
  }

  /** Stops serving the target; its epoch stays known, so that an older server cannot bring it back. */
  public synchronized void remove(String target, long epoch) throws Refusal {
    TargetState before = known(target);
    refuseOlder(before, epoch);
    keep(new TargetState(target, epoch, Optional.empty(), Optional.empty(), Ports.NONE));
    listeners.close(target);
    waitingForPorts.remove(target);
    workers.tell(worker -> worker.remove(target));
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

  /** Who still holds which backend, over all event loops. */
  public List<BackendView> backends(String target) {
    Map<String, BackendView> all = new TreeMap<>();
    for (List<BackendView> each : workers.ask(worker -> worker.target(target).backends().stream().map(Targets::view).toList())) {
      each.forEach(view -> all.merge(view.release() + " " + view.id(), view, BackendView::plus));
    }
    return List.copyOf(all.values());
  }

  public TargetCounts counts(String target) {
    return workers.ask(worker -> worker.target(target).counts()).stream().reduce(TargetCounts.NONE, TargetCounts::plus);
  }

  private void refuseStale(TargetState before, Table table, boolean clears) throws Refusal {
    refuseOlder(before, table.epoch());
    if (before.emergency().isPresent() && !clears) {
      throw new Refusal(
          Code.OVERRIDE_ACTIVE,
          "SLW-4023 an emergency of %s is in force for %s: %s. All traffic stays on stable until it is cleared."
              .formatted(before.emergency().get().by(), table.target(), before.emergency().get().reason()));
    }
    Optional<Table> current = before.table().filter(each -> each.epoch() == table.epoch());
    if (current.isPresent() && table.generation() <= current.get().generation() && !current.get().equals(table)) {
      throw new Refusal(
          Code.STALE_GENERATION,
          "SLW-4022 generation %d of %s is not newer than %d, which is in force. Traffic goes on as before."
              .formatted(table.generation(), table.target(), current.get().generation()));
    }
  }

  private Listeners.Change prepare(Table table, TargetState before) throws Refusal {
    try {
      return listeners.prepare(table, before.ports());
    } catch (Listeners.TlsUnreadable e) {
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
      throw unknown(target);
    }
    return state;
  }

  private static Refusal unknown(String target) {
    return new Refusal(Code.UNKNOWN_TARGET, "SLW-4028 there is no table for " + target + ". Nothing was changed.");
  }

  private static void refuseOlder(TargetState before, long epoch) throws Refusal {
    if (epoch < before.highestEpoch()) {
      throw new Refusal(
          Code.STALE_EPOCH,
          "SLW-4021 epoch %d of %s is older than %d: another server has taken over. Traffic goes on as before.".formatted(epoch,
              before.target(), before.highestEpoch()));
    }
  }

  private static BackendView view(Backend backend) {
    return new BackendView(backend.id(), backend.release(), backend.inflight(), backend.isDraining());
  }
}
