package dev.slipway.proxy.state;

import dev.slipway.proxy.listen.Workers;
import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.TargetCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all event loops, and those of a predecessor, do together: they route by the same table and are counted as one. */
final class Traffic {
  private final Workers workers;
  private final Predecessor predecessor;

  Traffic(Workers workers, Predecessor predecessor) {
    this.workers = workers;
    this.predecessor = predecessor;
  }

  /** Returns when every loop routes by this state. */
  void route(TargetState state) {
    state.table().ifPresentOrElse(
        table -> route(state, InForce.again(table, state.emergency())),
        () -> {
          workers.tell(worker -> worker.remove(state.target()));
          predecessor.follow(state);
        });
  }

  /** The same with addresses that were looked up already. */
  void route(TargetState state, InForce inForce) {
    workers.tell(worker -> worker.swap(inForce));
    predecessor.follow(state);
  }

  List<BackendView> backends(String target) {
    Map<String, BackendView> all = new TreeMap<>();
    for (List<BackendView> each : workers.ask(worker -> worker.target(target).backends().stream().map(Traffic::view).toList())) {
      each.forEach(view -> add(all, view));
    }
    predecessor.backends(target).forEach(view -> add(all, view));
    return List.copyOf(all.values());
  }

  TargetCounts counts(String target) {
    return workers.ask(worker -> worker.target(target).counts()).stream().reduce(predecessor.counts(target), TargetCounts::plus);
  }

  private static void add(Map<String, BackendView> all, BackendView view) {
    all.merge(view.release() + " " + view.id(), view, BackendView::plus);
  }

  private static BackendView view(Backend backend) {
    return new BackendView(backend.id(), backend.release(), backend.inflight(), backend.isDraining());
  }
}
