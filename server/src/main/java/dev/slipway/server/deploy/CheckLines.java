package dev.slipway.server.deploy;

import dev.slipway.core.check.Check;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.When;
import dev.slipway.core.rollout.Policy;
import java.util.List;

/** What a rollout asks at one of the two addresses, a line each. */
final class CheckLines {
  private CheckLines() {}

  static List<String> of(Policy policy, When place) {
    return policy.validation().isPresent() || place == When.LIVE ? policy.asked(place).stream().map(CheckLines::line).toList()
        : policy.checks().stream().map(CheckLines::line).toList();
  }

  private static String line(CheckSpec check) {
    return check.kind() instanceof CheckKind.Request r && check.name().isEmpty() ? line(r.question()) : check.spelled();
  }

  private static String line(HttpQuestion q) {
    return line(new Check(q.method(), q.path(), q.status(), q.under(), q.contains())) + (q.json().isEmpty() ? "" : ", JSON as written");
  }

  private static String line(Check check) {
    return check.method() + " " + check.path() + " → " + check.status().map(s -> Integer.toString(s)).orElse("2xx or 3xx") + " under "
        + Spelled.of(check.under())
        + check.contains().map(c -> ", contains \"" + c + "\"").orElse("");
  }
}
