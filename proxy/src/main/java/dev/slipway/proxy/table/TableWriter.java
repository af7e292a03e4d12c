package dev.slipway.proxy.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.table.Table.Listen;
import dev.slipway.proxy.table.Table.Sticky;

/** From a {@link Table} to the JSON that {@link TableReader} reads back as an equal one. */
public final class TableWriter {
  private TableWriter() {}

  public static ObjectNode write(Table table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", Table.FORMAT).put("target", table.target()).put("epoch", table.epoch()).put("generation", table.generation());
    json.set("listen", listen(table.listen()));
    table.preview().ifPresent(preview -> json.set("preview", listen(preview)));
    table.previewRelease().ifPresent(release -> json.put("previewRelease", release));
    table.stable().ifPresent(release -> json.put("stable", release));
    releases(table, json);
    json.put("drainMillis", table.drainMillis());
    table.sticky().ifPresent(sticky -> json.set("sticky", sticky(sticky)));
    var routes = json.putArray("routes");
    table.routes().forEach(route -> routes.addObject().put("header", route.header()).put("value", route.value())
        .put("release", route.release()));
    table.mirror().ifPresent(mirror -> json.putObject("mirror").put("release", mirror.release()).put("percent", mirror.percent()));
    json.putObject("timeouts")
        .put("connectMillis", table.timeouts().connectMillis())
        .put("responseMillis", table.timeouts().responseMillis())
        .put("headerMillis", table.timeouts().headerMillis())
        .put("idleMillis", table.timeouts().idleMillis())
        .put("streamIdleMillis", table.timeouts().streamIdleMillis());
    return json;
  }

  private static void releases(Table table, ObjectNode json) {
    var releases = json.putArray("releases");
    for (Table.ReleaseEntry release : table.releases()) {
      var backends = releases.addObject().put("release", release.release()).put("weight", release.weight()).putArray("backends");
      for (Table.BackendEntry backend : release.backends()) {
        backends.addObject().put("id", backend.id()).put("host", backend.host()).put("port", backend.port())
            .put("draining", backend.draining());
      }
    }
  }

  private static ObjectNode listen(Listen listen) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("host", listen.host()).put("port", listen.port());
    listen.tls().ifPresent(tls -> json.putObject("tls").put("certificate", tls.certificate()).put("key", tls.key()));
    return json;
  }

  private static ObjectNode sticky(Sticky sticky) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(sticky.source() == Sticky.Source.COOKIE ? "cookie" : "header", sticky.name());
    sticky.salt().ifPresent(salt -> json.put("salt", salt));
    return json;
  }
}
