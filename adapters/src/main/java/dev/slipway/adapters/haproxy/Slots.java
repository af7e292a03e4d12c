package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which release has which slot. A release keeps its slot as long as it has servers there, in the table or still draining. */
final class Slots {
  private Slots() {}

  /**
   * The slots for a table.
   *
   * @param before the slots so far
   * @param occupied slots that have servers now, whoever put them there
   */
  static Map<ReleaseId, String> of(RoutingTable table, Map<ReleaseId, String> before, Set<String> occupied) {
    Map<ReleaseId, String> slots = new HashMap<>();
    before.forEach((release, slot) -> {
      boolean routed = table.routes().stream().anyMatch(r -> r.release().equals(release));
      if (routed || occupied.contains(slot)) {
        slots.put(release, slot);
      }
    });
    for (ReleaseRoute route : table.routes()) {
      if (!slots.containsKey(route.release())) {
        slots.put(route.release(), free(slots, occupied));
      }
    }
    return slots;
  }

  private static String free(Map<ReleaseId, String> taken, Set<String> occupied) {
    List<String> free = Names.SLOTS.stream().filter(s -> !taken.containsValue(s) && !occupied.contains(s)).toList();
    if (free.isEmpty()) {
      throw new OutsideException(
          "SLW-4150", "all " + Names.SLOTS.size()
              + " backends of the target in HAProxy still have instances of earlier releases that drain. "
              + "Traffic goes on as before; the new release gets a backend as soon as one is empty");
    }
    return free.getFirst();
  }
}
