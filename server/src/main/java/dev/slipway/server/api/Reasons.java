package dev.slipway.server.api;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.status.RolloutStatus;
import dev.slipway.server.view.JournalView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Answers what was decided before and why: rollouts, what they measured, and the numbers behind a verdict. */
final class Reasons {
  private final Services services;

  Reasons(Services services) {
    this.services = services;
  }

  void history(Context ctx) {
    TargetId target = services.status().known(Asked.target(ctx));
    TargetState state = services.status().state(target);
    int limit = (int) Asked.number(ctx, "limit", 1, Api.MOST_RECORDS, 100);
    List<JournalView.Past> releases =
        services.past().rollouts(target, limit).stream()
            .map(r -> JournalView.Past.of(r, RolloutStatus.role(state, r.release().id()).replace("leaving", "none")))
            .toList();
    Api.json(ctx, new JournalView.History(target.toString(), releases));
  }

  void measurements(Context ctx) {
    TargetId target = services.status().known(Asked.target(ctx));
    long number = Asked.number("the rollout", ctx.pathParam("number"), 1, Long.MAX_VALUE);
    long after = Asked.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int batches = (int) Asked.number(ctx, "limit", 1, Api.MOST_RECORDS, 100);
    Api.json(ctx, services.retold().series().page(target, number, after, batches));
  }

  void explain(Context ctx) {
    Optional<TargetId> target = Asked.text(ctx, "target").map(t -> services.status().known(Asked.target(t)));
    Api.json(ctx, services.retold().explainer().explain(Asked.text(ctx, "verdict").orElse("last"), target));
  }
}
