package dev.slipway.adapters.nginx;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The traffic split in nginx's words. A hash of who asks, or of the request where that is nobody in particular, falls into the parts of
 * {@code split_clients}: first the candidates in the table's order, then stable, so that who moved to a growing candidate stays there.
 * Each release has servers of its own with stable's as their backup: a release whose instances do not answer leaves its requests to stable,
 * and stable never to a candidate.
 */
final class Split {
  private static final String KEPT_IDLE = "  keepalive 32;\n  keepalive_timeout 4s;\n";

  private final Written from;
  private final Names names;
  private final RoutingTable table;

  Split(Written from, Names names) {
    this.from = from;
    this.names = names;
    this.table = from.table();
  }

  /** A part of the requests, named by a letter and its place in the table. */
  private record Part(String tag, ReleaseRoute route) {}

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < table.routes().size(); i++) {
      parts.add(new Part("r" + i, table.routes().get(i)));
    }
    return parts;
  }

  /** Everything at the level of http. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("geo ").append(names.variable("dollar")).append(" { default \"$\"; }\n");
    out.append("map $http_upgrade ").append(names.variable("connection")).append(" { default upgrade; \"\" \"\"; }\n");
    identity(out);
    shares(out);
    map(out, names.variable("part"), names.variable("upstream"), parts().stream().map(p -> p.tag() + " " + upstreamOf(p)).toList());
    map(out, names.variable("part"), names.variable("chosen"), parts().stream().map(p -> p.tag() + " \"" + p.route().release() + "\"")
        .toList());
    map(out, "$upstream_addr", names.variable("served"), served());
    for (ReleaseRoute route : table.routes()) {
      upstream(out, names.upstream(route.release()), ready(route), isStable(route) ? List.of() : stableReady());
    }
    upstream(out, names.of("preview"), table.preview().flatMap(this::route).map(this::ready).orElse(List.of()), List.of());
    return out.toString();
  }

  /** Whether some request can be sent to an instance. */
  boolean serves() {
    return parts().stream().anyMatch(p -> weight(p.route()) > 0 && !upstreamOf(p).equals("\"\""));
  }

  /** Whether the preview leads somewhere. */
  boolean previews() {
    return table.preview().flatMap(this::route).filter(r -> !ready(r).isEmpty()).isPresent();
  }

  private void identity(StringBuilder out) {
    String known = names.variable("known");
    Optional<Sticky> sticky = from.override().isPresent() ? Optional.empty() : from.settings().sticky();
    if (sticky.isPresent()) {
      switch (sticky.get()) {
        case Sticky.Cookie cookie -> map(out, "$http_cookie", known, List.of("\"~(?:^|;[ ]*)" + Quoted.regex(cookie.name())
            + "=([^;]+)\" $1"));
        case Sticky.Header header -> map(out, Headers.variable(header.name()), known, List.of("\"~^(.+)$\" $1"));
      }
    } else {
      map(out, "$request_id", known, List.of());
    }
    boolean gives = sticky.filter(Sticky.Cookie.class::isInstance).isPresent();
    map(out, known, names.variable("who"), List.of("\"\" $request_id", "default " + known));
    map(out, known, names.variable("cookie"), gives ? List.of("\"\" " + setCookie((Sticky.Cookie) sticky.get())) : List.of());
  }

  private String setCookie(Sticky.Cookie cookie) {
    String secure = from.settings().tls().isPresent() ? "; Secure" : "";
    return "\"" + Quoted.text(cookie.name(), names).replaceAll("^\"|\"$", "")
        + "=$request_id; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax" + secure + "\"";
  }

  /** Parts in order; the last one that has a weight gets the rest, so that no request is left without a part. */
  private void shares(StringBuilder out) {
    List<Part> order = new ArrayList<>(parts().stream().filter(p -> !isStable(p.route()) && weight(p.route()) > 0).toList());
    parts().stream().filter(p -> isStable(p.route()) && weight(p.route()) > 0).forEach(order::add);
    out.append("split_clients \"").append(salt()).append(names.variable("who")).append("\" ").append(names.variable("part")).append(" {\n");
    for (int i = 0; i < order.size(); i++) {
      String share = i == order.size() - 1 ? "*" : weight(order.get(i).route()) + "%";
      out.append("  ").append(share).append(' ').append(order.get(i).tag()).append(";\n");
    }
    out.append(order.isEmpty() ? "  * none;\n}\n" : "}\n");
  }

  /** Another rollout tries other people first. */
  private String salt() {
    return table.routes().stream().filter(r -> !isStable(r)).map(r -> r.release().value()).findFirst().orElse("");
  }

  private String upstreamOf(Part part) {
    ReleaseRoute route = part.route();
    if (!ready(route).isEmpty()) {
      return names.upstream(route.release());
    }
    return isStable(route) || stableReady().isEmpty() ? "\"\"" : names.upstream(table.stable().orElseThrow());
  }

  private int weight(ReleaseRoute route) {
    if (from.override().isEmpty()) {
      return route.weight();
    }
    return isStable(route) ? 100 : 0;
  }

  private boolean isStable(ReleaseRoute route) {
    return table.stable().equals(Optional.of(route.release()));
  }

  private Optional<ReleaseRoute> route(ReleaseId release) {
    return table.routes().stream().filter(r -> r.release().equals(release)).findFirst();
  }

  private List<Backend> stableReady() {
    return table.stable().flatMap(this::route).map(this::ready).orElse(List.of());
  }

  /** Those that take new requests. In an emergency stable must, even if all of it was already draining. */
  private List<Backend> ready(ReleaseRoute route) {
    List<Backend> ready = route.backends().stream().filter(b -> !b.draining()).toList();
    return ready.isEmpty() && from.override().isPresent() && isStable(route) ? route.backends() : ready;
  }

  private List<String> served() {
    List<String> lines = new ArrayList<>();
    for (ReleaseRoute route : table.routes()) {
      for (Backend each : ready(route)) {
        lines.add("\"~^" + Quoted.regex(each.endpoint().toString()) + "(?:[ ,]|$)\" \"" + route.release() + "\"");
      }
    }
    return lines;
  }

  private static void upstream(StringBuilder out, String name, List<Backend> servers, List<Backend> backups) {
    if (servers.isEmpty()) {
      return;
    }
    out.append("upstream ").append(name).append(" {\n");
    servers.forEach(b -> out.append("  server ").append(b.endpoint()).append(" max_fails=1 fail_timeout=1s;\n"));
    backups.forEach(b -> out.append("  server ").append(b.endpoint()).append(" backup;\n"));
    out.append(KEPT_IDLE).append("}\n");
  }

  private static void map(StringBuilder out, String from, String to, List<String> lines) {
    out.append("map ").append(from).append(' ').append(to).append(" {\n");
    if (lines.stream().noneMatch(l -> l.startsWith("default "))) {
      out.append("  default \"\";\n");
    }
    lines.forEach(l -> out.append("  ").append(l).append(";\n"));
    out.append("}\n");
  }
}
