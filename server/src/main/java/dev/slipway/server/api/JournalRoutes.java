package dev.slipway.server.api;

import static dev.slipway.core.access.Role.VIEWER;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.JournalView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What was decided, in order, and its proof. */
final class JournalRoutes {
  private final Services services;

  JournalRoutes(Services services) {
    this.services = services;
  }

  List<Api.Route> routes() {
    return List.of(
        new Api.Route("GET", Api.TARGET + "/journal", Need.VIEW, ctx -> page(ctx, services.status().known(Asked.target(ctx)))),
        new Api.Route("GET", "/journal", Need.somewhere(VIEWER), this::all),
        new Api.Route("GET", "/journal/verify", Need.everywhere(VIEWER),
            ctx -> Api.json(ctx, JournalView.Verified.of(services.proof().verify(Asked.heads(ctx))))),
        new Api.Route("GET", "/journal/kept", Need.everywhere(VIEWER), this::kept),
        new Api.Route("GET", "/journal/report", Need.everywhere(VIEWER), new Compliance(services)::report),
        new Api.Route("GET", "/journal/checkpoint", Need.everywhere(VIEWER),
            ctx -> Api.json(ctx, new Answers.Checkpoint(services.proof().checkpoint().toString(), services.proof().key()))));
  }

  private void page(Context ctx, TargetId target) {
    long after = after(ctx);
    Api.json(ctx, JournalView.of(services.store().journal(Optional.of(target), after, limit(ctx)), after));
  }

  private void all(Context ctx) {
    Api.json(ctx, Visible.journal(services.store(), Callers.of(ctx), after(ctx), limit(ctx)));
  }

  /** As they are kept, for whoever computes their hashes. */
  private void kept(Context ctx) {
    Api.json(ctx, new Answers.Kept(services.proof().kept(after(ctx), limit(ctx)).stream().map(RecordLine::json).toList()));
  }

  private static long after(Context ctx) {
    return Asked.number(ctx, "after", 0, Long.MAX_VALUE, 0);
  }

  private static int limit(Context ctx) {
    return (int) Asked.number(ctx, "limit", 1, Api.MOST_RECORDS, 100);
  }
}
