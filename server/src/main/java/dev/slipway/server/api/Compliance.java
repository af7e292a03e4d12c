package dev.slipway.server.api;

import dev.slipway.server.compliance.ReportFilter;
import dev.slipway.server.compliance.Reports;
import dev.slipway.server.compliance.Standard;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;

/** Answers what the journal shows of the controls of a standard. */
final class Compliance {
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private final Reports reports;

  Compliance(Services services) {
    this.reports = new Reports(services.proof());
  }

  void report(Context ctx) {
    Standard standard = Asked.text(ctx, "standard").flatMap(Standard::of)
        .orElseThrow(() -> wrong("standard", Asked.text(ctx, "standard").orElse(""), "one of " + Standard.words()));
    Instant from = Asked.moment(ctx, "from");
    Instant to = Asked.moment(ctx, "to");
    if (!from.isBefore(to)) {
      throw wrong("from", from.toString(), "before to, " + to);
    }
    ReportFilter filter = new ReportFilter(from, to, name(ctx, "service"), name(ctx, "environment"));
    Api.json(ctx, reports.of(standard, filter, Asked.flag(ctx, "evidence")));
  }

  private static Optional<String> name(Context ctx, String parameter) {
    Optional<String> name = Asked.text(ctx, parameter);
    name.filter(n -> !n.matches(NAME)).ifPresent(n -> {
      throw wrong(parameter, n, "lower-case letters, digits and dashes, at most 63");
    });
    return name;
  }

  private static Refused wrong(String parameter, String value, String right) {
    return new Refused(Refused.Kind.WRONG, "SLW-5101", parameter + " is \"" + value + "\". Nothing was made", parameter + " is " + right);
  }
}
