package dev.slipway.proxy.traffic;

import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.Table.BackendEntry;
import dev.slipway.proxy.table.Table.ReleaseEntry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One target on one event loop. Only that loop touches it, so a request that reads the table and claims a backend cannot be overtaken by a
 * {@link #swap}: once every loop has swapped, nothing claims what the new table took away.
 */
public final class TargetTraffic {
  private static final int MAX_RELEASES_REMEMBERED = 32;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final String name;
  private final Map<Key, Backend> backends = new LinkedHashMap<>();
  private final Map<String, ReleaseCounters> live = new LinkedHashMap<>();
  private final Map<String, ReleaseCounters> preview = new LinkedHashMap<>();
  private final Map<String, ReleaseCounters> mirrored = new LinkedHashMap<>();
  private Optional<Routing> routing = Optional.empty();
  private long unrouted;

  /** A backend stays itself across tables as long as all of these stay the same. */
  private record Key(String release, String id, InetSocketAddress address) {}

  public TargetTraffic(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** The table in force; empty before the first and after the target was removed. */
  public Optional<Routing> routing() {
    return routing;
  }

  /** Every backend that the table names, or that somebody still holds. */
  public Collection<Backend> backends() {
    return backends.values();
  }

  /** Puts a new table in force for every request from now on. */
  public void swap(InForce inForce, long nowNanos) {
    Table table = inForce.table();
    long drainNanos = table.drainMillis() * NANOS_PER_MILLI;
    backends.values().forEach(each -> each.update(each.isDraining(), true, nowNanos, drainNanos));
    List<ReleaseTraffic> releases = new ArrayList<>();
    for (ReleaseEntry entry : table.releases()) {
      boolean pressed = inForce.emergency().isPresent() && isLastRefuge(table, entry);
      List<Backend> ready = new ArrayList<>();
      for (BackendEntry each : entry.backends()) {
        Key key = new Key(entry.release(), each.id(), inForce.address(each));
        Backend backend = backends.computeIfAbsent(key, _ -> new Backend(each.id(), entry.release(), key.address(), nowNanos));
        backend.update(each.draining() && !pressed, false, nowNanos, drainNanos);
        if (!backend.isDraining()) {
          ready.add(backend);
        }
      }
      releases.add(new ReleaseTraffic(entry.release(), entry.weight(), ready.toArray(Backend[]::new), counters(live, entry.release())));
    }
    routing = Optional.of(new Routing(inForce, releases.toArray(ReleaseTraffic[]::new), preview(table, releases)));
  }

  /** The target is no longer routed; what is open drains as usual. */
  public void remove(long nowNanos) {
    long drainNanos = routing.map(each -> each.table().drainMillis()).orElse(0) * NANOS_PER_MILLI;
    backends.values().forEach(each -> each.update(true, true, nowNanos, drainNanos));
    routing = Optional.empty();
  }

  /** Cuts what outlived its drain deadline, and forgets backends that nobody names or holds. */
  public void sweep(long nowNanos) {
    for (Iterator<Backend> each = backends.values().iterator(); each.hasNext(); ) {
      Backend backend = each.next();
      backend.cutIfOverdue(nowNanos);
      if (backend.isGone()) {
        each.remove();
      }
    }
  }

  /** A request came for which there was no release with a backend. */
  public void unrouted() {
    unrouted++;
  }

  public ReleaseCounters mirrorCounters(String release) {
    return counters(mirrored, release);
  }

  /** Everything counted since the process started, as of one moment. */
  public TargetCounts counts() {
    return new TargetCounts(snapshot(live), snapshot(preview), snapshot(mirrored), unrouted);
  }

  /** In an emergency stable must serve, even if it was already draining when the alarm came. */
  private static boolean isLastRefuge(Table table, ReleaseEntry entry) {
    return table.stable().equals(Optional.of(entry.release())) && entry.backends().stream().allMatch(BackendEntry::draining);
  }

  /** The same backends behind the preview address, counted apart so that checks before first traffic do not mix with users. */
  private Optional<ReleaseTraffic> preview(Table table, List<ReleaseTraffic> releases) {
    return table
        .previewRelease()
        .flatMap(release -> releases.stream().filter(each -> each.name().equals(release)).findFirst())
        .map(each -> each.countedBy(counters(preview, each.name())));
  }

  private static ReleaseCounters counters(Map<String, ReleaseCounters> all, String release) {
    ReleaseCounters known = all.remove(release);
    // Back at the end of the map: its beginning is what was not named for longest.
    ReleaseCounters counters = known == null ? new ReleaseCounters() : known;
    all.put(release, counters);
    if (all.size() > MAX_RELEASES_REMEMBERED) {
      Iterator<ReleaseCounters> oldest = all.values().iterator();
      if (oldest.next().isIdle()) {
        oldest.remove();
      }
    }
    return counters;
  }

  private static Map<String, ReleaseCounts> snapshot(Map<String, ReleaseCounters> counters) {
    Map<String, ReleaseCounts> counts = new LinkedHashMap<>();
    counters.forEach((release, each) -> counts.put(release, each.snapshot()));
    return counts;
  }
}
