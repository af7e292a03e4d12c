package dev.slipway.proxy.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.proxy.table.Table.BackendEntry;
import dev.slipway.proxy.table.Table.Listen;
import dev.slipway.proxy.table.Table.Mirror;
import dev.slipway.proxy.table.Table.ReleaseEntry;
import dev.slipway.proxy.table.Table.Route;
import dev.slipway.proxy.table.Table.Sticky;
import dev.slipway.proxy.table.Table.Timeouts;
import dev.slipway.proxy.table.Table.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From JSON to a valid {@link Table}, or the first fault by its path. */
public final class TableReader {
  private static final Set<String> TABLE =
      Set.of(
          "format", "target", "epoch", "generation", "listen", "preview", "previewRelease", "stable", "releases", "drainMillis",
              "sticky", "routes",
          "mirror", "timeouts", "clearOverride");
  private static final Set<String> LISTEN = Set.of("host", "port", "tls");
  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_DRAIN_MILLIS = 30_000;
  private static final int MAX_WAIT_MILLIS = 86_400_000;

  private TableReader() {}

  public static Table read(JsonNode json) throws InvalidTable {
    Fields fields = Fields.of("table", json, TABLE);
    long format = fields.whole("format", 1, Integer.MAX_VALUE);
    if (format > Table.FORMAT) {
      throw new InvalidTable("table.format is " + format + "; this proxy knows formats up to " + Table.FORMAT);
    }
    Table table =
        new Table(
            fields.text("target"),
            fields.whole("epoch", 0, Long.MAX_VALUE),
            fields.whole("generation", 0, Long.MAX_VALUE),
            listen(fields.object("listen", LISTEN).orElseThrow(() -> new InvalidTable("table.listen is missing"))),
            preview(fields),
            fields.optionalText("previewRelease"),
            fields.optionalText("stable"),
            releases(fields),
            fields.number("drainMillis", 0, MAX_WAIT_MILLIS, DEFAULT_DRAIN_MILLIS),
            sticky(fields),
            routes(fields),
            mirror(fields),
            timeouts(fields));
    TableCheck.check(table);
    return table;
  }

  /** Whether the JSON of a table asks to end an emergency. */
  public static boolean clearsOverride(JsonNode json) throws InvalidTable {
    return Fields.of("table", json, TABLE).flag("clearOverride");
  }

  private static Listen listen(Fields fields) throws InvalidTable {
    Optional<Fields> tls = fields.object("tls", Set.of("certificate", "key"));
    return new Listen(
        fields.text("host"),
        fields.number("port", 0, MAX_PORT),
        tls.isPresent() ? Optional.of(new Tls(tls.get().text("certificate"), tls.get().text("key"))) : Optional.empty());
  }

  private static Optional<Listen> preview(Fields fields) throws InvalidTable {
    Optional<Fields> preview = fields.object("preview", LISTEN);
    return preview.isPresent() ? Optional.of(listen(preview.get())) : Optional.empty();
  }

  private static List<ReleaseEntry> releases(Fields fields) throws InvalidTable {
    List<ReleaseEntry> releases = new ArrayList<>();
    for (Fields each : fields.objects("releases", Set.of("release", "weight", "backends"))) {
      List<BackendEntry> backends = new ArrayList<>();
      for (Fields backend : each.objects("backends", Set.of("id", "host", "port", "draining"))) {
        backends.add(new BackendEntry(backend.text("id"), backend.text("host"), backend.number("port", 1, MAX_PORT),
            backend.flag("draining")));
      }
      releases.add(new ReleaseEntry(each.text("release"), each.number("weight", 0, 100), backends));
    }
    return releases;
  }

  private static Optional<Sticky> sticky(Fields fields) throws InvalidTable {
    Optional<Fields> sticky = fields.object("sticky", Set.of("cookie", "header", "salt"));
    if (sticky.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> cookie = sticky.get().optionalText("cookie");
    Optional<String> header = sticky.get().optionalText("header");
    if (cookie.isPresent() == header.isPresent()) {
      throw new InvalidTable("table.sticky needs either a cookie or a header");
    }
    Sticky.Source source = cookie.isPresent() ? Sticky.Source.COOKIE : Sticky.Source.HEADER;
    return Optional.of(new Sticky(source, cookie.or(() -> header).orElseThrow(), sticky.get().optionalText("salt")));
  }

  private static List<Route> routes(Fields fields) throws InvalidTable {
    List<Route> routes = new ArrayList<>();
    for (Fields each : fields.objects("routes", Set.of("header", "value", "release"))) {
      routes.add(new Route(each.text("header"), each.text("value"), each.text("release")));
    }
    return routes;
  }

  private static Optional<Mirror> mirror(Fields fields) throws InvalidTable {
    Optional<Fields> mirror = fields.object("mirror", Set.of("release", "percent"));
    return mirror.isPresent() ? Optional.of(new Mirror(mirror.get().text("release"), mirror.get().number("percent", 0, 100)))
        : Optional.empty();
  }

  private static Timeouts timeouts(Fields table) throws InvalidTable {
    Timeouts usual = Timeouts.DEFAULT;
    Optional<Fields> given =
        table.object("timeouts", Set.of("connectMillis", "responseMillis", "headerMillis", "idleMillis", "streamIdleMillis"));
    if (given.isEmpty()) {
      return usual;
    }
    Fields fields = given.get();
    return new Timeouts(
        fields.number("connectMillis", 1, MAX_WAIT_MILLIS, usual.connectMillis()),
        fields.number("responseMillis", 1, MAX_WAIT_MILLIS, usual.responseMillis()),
        fields.number("headerMillis", 1, MAX_WAIT_MILLIS, usual.headerMillis()),
        fields.number("idleMillis", 1, MAX_WAIT_MILLIS, usual.idleMillis()),
        fields.number("streamIdleMillis", 1, MAX_WAIT_MILLIS, usual.streamIdleMillis()));
  }
}
