package dev.slipway.proxy.table;

import dev.slipway.proxy.table.Table.BackendEntry;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What routes a target at this moment: its table, an emergency if one was declared, and its backends' addresses, looked up beforehand. */
public record InForce(Table table, Optional<Emergency> emergency, Map<BackendEntry, InetSocketAddress> addresses) {

  /** Where a backend of the table is. */
  public InetSocketAddress address(BackendEntry backend) {
    InetSocketAddress address = addresses.get(backend);
    if (address == null) {
      throw new IllegalArgumentException("not a backend of this table: " + backend);
    }
    return address;
  }

  /** Looks every backend's host up; may wait for a name server, so never on an event loop. */
  public static InForce resolve(Table table, Optional<Emergency> emergency) throws InvalidTable {
    Map<BackendEntry, InetSocketAddress> addresses = new HashMap<>();
    for (Table.ReleaseEntry release : table.releases()) {
      for (BackendEntry backend : release.backends()) {
        InetSocketAddress address = new InetSocketAddress(backend.host(), backend.port());
        if (address.isUnresolved()) {
          throw new InvalidTable("table.releases: the host of backend " + backend.id() + " is not known: " + backend.host());
        }
        addresses.put(backend, address);
      }
    }
    return new InForce(table, emergency, Map.copyOf(addresses));
  }

  /** The same for a table that was accepted before: a host that is no longer known is left to fail when it is connected to. */
  public static InForce again(Table table, Optional<Emergency> emergency) {
    Map<BackendEntry, InetSocketAddress> addresses = new HashMap<>();
    table.releases().stream()
        .flatMap(release -> release.backends().stream())
        .forEach(backend -> addresses.put(backend, new InetSocketAddress(backend.host(), backend.port())));
    return new InForce(table, emergency, Map.copyOf(addresses));
  }
}
