package dev.slipway.proxy.table;

import dev.slipway.proxy.table.Table.BackendEntry;
import dev.slipway.proxy.table.Table.ReleaseEntry;
import dev.slipway.proxy.table.Table.Route;
import dev.slipway.proxy.table.Table.Sticky;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold between the fields of a table before any traffic is routed by it. */
final class TableCheck {
  /** A token of RFC 9110 §5.6.2: what a header's or a cookie's name may be. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private TableCheck() {}

  static void check(Table table) throws InvalidTable {
    releasesAreDistinct(table);
    weightsAddUp(table);
    isNamed(table, "previewRelease", table.previewRelease().orElse(""));
    isNamed(table, "mirror.release", table.mirror().map(Table.Mirror::release).orElse(""));
    for (Route route : table.routes()) {
      isNamed(table, "routes[].release", route.release());
      isToken("routes[].header", route.header());
    }
    if (table.sticky().isPresent()) {
      Sticky sticky = table.sticky().get();
      isToken("sticky." + (sticky.source() == Sticky.Source.COOKIE ? "cookie" : "header"), sticky.name());
    }
    if (table.preview().isPresent() && table.preview().get().port() != 0 && table.preview().get().port() == table.listen().port()) {
      throw new InvalidTable("table.preview.port is the port of table.listen as well: " + table.listen().port());
    }
  }

  private static void releasesAreDistinct(Table table) throws InvalidTable {
    Set<String> names = new HashSet<>();
    for (ReleaseEntry release : table.releases()) {
      if (!names.add(release.release())) {
        throw new InvalidTable("table.releases has " + release.release() + " twice");
      }
      Set<String> ids = new HashSet<>();
      for (BackendEntry backend : release.backends()) {
        if (!ids.add(backend.id())) {
          throw new InvalidTable("table.releases: " + release.release() + " has backend " + backend.id() + " twice");
        }
      }
    }
  }

  private static void weightsAddUp(Table table) throws InvalidTable {
    int sum = table.releases().stream().mapToInt(ReleaseEntry::weight).sum();
    if (sum != 0 && sum != 100) {
      throw new InvalidTable("the weights of table.releases add up to " + sum + "; they must add up to 100, or all be 0");
    }
  }

  private static void isNamed(Table table, String field, String release) throws InvalidTable {
    if (!release.isEmpty() && table.release(release).isEmpty()) {
      throw new InvalidTable("table." + field + " is " + release + ", which is not among table.releases");
    }
  }

  private static void isToken(String field, String name) throws InvalidTable {
    if (!TOKEN.matcher(name).matches()) {
      throw new InvalidTable("table." + field + " cannot be the name of a header or cookie: " + name);
    }
  }
}
