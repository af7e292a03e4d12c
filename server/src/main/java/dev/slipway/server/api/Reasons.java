package dev.slipway.server.api;

import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.delivery.DeliveryText;
import dev.slipway.server.delivery.DeliveryView;
import dev.slipway.server.objective.ObjectivesText;
import dev.slipway.server.objective.ObjectivesView;
import dev.slipway.server.status.RolloutStatus;
import dev.slipway.server.view.JournalView;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers what was decided before and why: rollouts, what they measured, and the numbers behind a verdict. */
final class Reasons {
  private static final int MOST_DAYS = 3_650;

  private final Services services;
  private final InstantSource clock;

  Reasons(Services services, InstantSource clock) {
    this.services = services;
    this.clock = clock;
  }

  void history(Context ctx) {
    TargetId target = services.status().known(Asked.target(ctx));
    TargetState state = services.status().state(target);
    int limit = (int) Asked.number(ctx, "limit", 1, Api.MOST_RECORDS, 100);
    List<JournalView.Past> releases =
        services.past().rollouts(target, limit).stream()
            .map(r -> JournalView.Past.of(r, RolloutStatus.role(state, r.release().id()).replace("leaving", "none")))
            .toList();
    Api.json(ctx, new JournalView.History(target.toString(), releases, services.retention().book().of(target::equals)));
  }

  void delivery(Context ctx) {
    Api.json(ctx, delivered(ctx));
  }

  /** For Prometheus, which asks with a token as everybody does. */
  void deliveryText(Context ctx) {
    ctx.result(DeliveryText.of(delivered(ctx)) + ObjectivesText.of(expected(ctx))).contentType("text/plain; version=0.0.4; charset=utf-8");
  }

  private DeliveryView delivered(Context ctx) {
    int days = (int) Asked.number(ctx, "days", 1, MOST_DAYS, 30);
    Optional<TargetId> one = named(ctx);
    List<TargetId> targets = one.map(List::of)
        .orElseGet(() -> services.store().targets().stream().filter(t -> Visible.target(Callers.of(ctx), t)).toList());
    Map<TargetId, List<PastRollout>> rollouts = new TreeMap<>(Comparator.comparing(TargetId::toString));
    targets.forEach(t -> rollouts.put(t, services.past().all(t)));
    Instant now = clock.instant();
    Duration time = Duration.ofDays(days);
    // Each figure stands beside that of as long a time before.
    return DeliveryView.of(rollouts, now.minus(time), now)
        .with(services.retention().book().of(targets::contains, now.minus(time).minus(time), now));
  }

  void objectives(Context ctx) {
    Api.json(ctx, expected(ctx));
  }

  private ObjectivesView expected(Context ctx) {
    Optional<TargetId> one = named(ctx);
    return services.objectives().view(t -> one.map(t::equals).orElseGet(() -> Visible.target(Callers.of(ctx), t)));
  }

  void measurements(Context ctx) {
    TargetId target = services.status().known(Asked.target(ctx));
    long number = Asked.number("the rollout", ctx.pathParam("number"), 1, Long.MAX_VALUE);
    long after = Asked.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int batches = (int) Asked.number(ctx, "limit", 1, Api.MOST_RECORDS, 100);
    Api.json(ctx, services.retold().series().page(target, number, after, batches));
  }

  void explain(Context ctx) {
    Optional<TargetId> target = named(ctx);
    String verdict = Asked.text(ctx, "verdict").orElse("last");
    // The number of a record may be of any target, and so may the last verdict of all.
    if (target.isEmpty() || verdict.matches("[0-9]+")) {
      Need.everywhere(Callers.of(ctx), Role.VIEWER);
    }
    Api.json(ctx, services.retold().explainer().explain(verdict, target));
  }

  private Optional<TargetId> named(Context ctx) {
    Optional<TargetId> target = Asked.text(ctx, "target").map(Asked::target);
    target.ifPresent(t -> Need.in(Callers.of(ctx), Role.VIEWER, t));
    return target.map(services.status()::known);
  }
}
