package dev.slipway.server.objective;

import dev.slipway.core.objective.Budget;
import dev.slipway.core.objective.BurnAlert;
import dev.slipway.core.objective.Objective;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A budget that burns too fast as problems around its target: one to wake somebody for, however many of the fast windows say so, and one
 * for a ticket. What nobody knows burns nothing: a source that is away is a problem of its own.
 */
final class Burning {
  private static final String PAGE = "SLW-5194";
  private static final String TICKET = "SLW-5195";

  private Burning() {}

  /** Of one objective; at most one of each. */
  static Stream<OutsideProblem> of(Held held) {
    List<BurnAlert> alerts = Arrays.stream(BurnAlert.values()).filter(held::alerts).toList();
    return Stream.of(worst(held, alerts, true, PAGE), worst(held, alerts, false, TICKET)).flatMap(Optional::stream);
  }

  private static Optional<OutsideProblem> worst(Held held, List<BurnAlert> alerts, boolean urgent, String code) {
    return alerts.stream().filter(a -> a.urgent() == urgent).findFirst()
        .map(a -> new OutsideProblem(part(held.objective()), code, code + " " + words(held, a)));
  }

  /** Of one word, for it becomes part of the name of an alarm. */
  private static String part(Objective objective) {
    return "budget-" + objective.indicator().replace(' ', '-');
  }

  private static String words(Held held, BurnAlert alert) {
    Budget budget = held.budget();
    double rate = Budget.burnRate(held.objective(), held.last(alert.window()));
    String left = budget.isSpent() ? "nothing of it is left" : Math.round(100 * budget.left()) + "% of it is left";
    return String.format(Locale.ROOT, "the error budget of %s burns %.1f times as fast as it may, in the last %s and the last %s "
        + "(alerts from %.1f), and %s. Users meet errors; traffic stays as it is. See: slipway objectives", held.words(), rate,
        time(alert.window()), time(alert.shortWindow()), alert.threshold(held.objective()), left);
  }

  private static String time(Duration time) {
    long minutes = time.toMinutes();
    return minutes % 1_440 == 0 ? minutes / 1_440 + "d" : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}
