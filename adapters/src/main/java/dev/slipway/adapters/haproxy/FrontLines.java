package dev.slipway.adapters.haproxy;

import dev.slipway.core.traffic.Front;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What stands in front of a target, as configuration.
 *
 * @param names of the target
 * @param front absent for nothing
 */
record FrontLines(Names names, Optional<Front> front) {
  private static final String NOTHING = "  # nothing in front";
  private static final String TEXT =
      "text/html text/plain text/css text/xml text/javascript application/javascript application/json application/xml image/svg+xml";

  /** For requests of users. */
  String users() {
    StringJoiner lines = new StringJoiner("\n");
    front.flatMap(Front::health).ifPresent(path -> {
      lines.add("  acl slw_health path " + quoted(path));
      lines.add("  acl slw_serves var(txn.slw_map),field(2,|),nbsrv gt 0");
      lines.add("  acl slw_serves var(txn.slw_map),field(4,|),nbsrv gt 0");
      lines.add("  http-request return status 200 content-type text/plain string \"ok\\n\" if slw_health slw_serves");
      lines.add("  http-request return status 503 content-type text/plain string \"no instance\\n\" if slw_health");
    });
    int number = 0;
    for (Front.RateLimit limit : limits()) {
      String fits = limit.path().equals("/") ? "" : " { path_beg " + quoted(limit.path()) + " }";
      lines.add("  http-request set-var(txn.slw_limit) int(" + number + ") if !{ var(txn.slw_limit) -m found }" + fits);
      String here = "{ var(txn.slw_limit) -m int " + number + " }";
      lines.add("  http-request track-sc0 src table " + table(number) + " if " + here);
      lines.add("  http-request deny deny_status 429 if " + here + " { sc_http_req_rate(0) gt " + limit.requestsPerSecond() + " }");
      number++;
    }
    return lines.add(everywhere()).toString();
  }

  /** For requests to the preview address as well. */
  String everywhere() {
    StringJoiner lines = new StringJoiner("\n").setEmptyValue(NOTHING);
    front.flatMap(Front::singlePageApp).ifPresent(app -> app(app, lines));
    front.flatMap(Front::hsts).ifPresent(
        age -> lines.add("  http-after-response set-header Strict-Transport-Security \"max-age=" + age.toSeconds() + "\""));
    front.map(Front::headers).ifPresent(
        headers -> headers.forEach((name, value) -> lines.add("  http-after-response set-header " + name + " " + format(value))));
    if (front.filter(Front::gzip).isPresent()) {
      lines.add("  filter compression").add("  compression algo gzip").add("  compression type " + TEXT);
    }
    return lines.toString();
  }

  /** The tables that requests of each client are counted in. */
  String tables() {
    StringJoiner lines = new StringJoiner("\n").setEmptyValue("");
    for (int i = 0; i < limits().size(); i++) {
      lines.add("backend " + table(i) + " from " + names.defaults());
      lines.add("  stick-table type ipv6 size 100k expire 10s store http_req_rate(1s)");
    }
    return lines.toString();
  }

  private static void app(Front.SinglePageApp app, StringJoiner lines) {
    lines.add("  acl slw_read method GET HEAD");
    lines.add("  acl slw_file path_reg \\.[^/]*$");
    app.except().forEach(path -> lines.add("  acl slw_else path_beg " + quoted(path)));
    String pages = app.except().isEmpty() ? "" : " !slw_else";
    String page = " { path " + quoted(app.page()) + " }";
    lines.add("  http-request set-var-fmt(txn.slw_cache) no-cache if slw_read !slw_file" + pages);
    lines.add("  http-request set-var-fmt(txn.slw_cache) no-cache if slw_read" + page + pages);
    lines.add("  http-request set-var-fmt(txn.slw_cache) 'public, max-age=" + app.cache().toSeconds()
        + "' if slw_read slw_file !" + page.strip() + pages);
    lines.add("  http-request set-path " + format(app.page()) + " if slw_read !slw_file" + pages);
    lines.add("  http-response set-header Cache-Control %[var(txn.slw_cache)] if { var(txn.slw_cache) -m found } { status 200 206 304 }");
  }

  /** The longest path first, for that one counts. */
  private List<Front.RateLimit> limits() {
    return front.map(Front::limits).orElse(List.of()).stream()
        .sorted(Comparator.comparingInt((Front.RateLimit l) -> l.path().length()).reversed()).toList();
  }

  private String table(int number) {
    return names.frontend() + "_rate" + number;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A text where HAProxy would read a percent sign as the beginning of something. */
  private static String format(String text) {
    return quoted(text.replace("%", "%%"));
  }
}
