package dev.slipway.server.api;

import static dev.slipway.core.access.Role.ADMIN;
import static dev.slipway.core.access.Role.VIEWER;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.server.retention.ShortenRequest;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.ArchivedView;
import dev.slipway.server.view.JournalView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
        new Api.Route("GET", "/journal/retention", Need.everywhere(ADMIN),
            ctx -> Api.json(ctx, services.retention().plan(Asked.moment(ctx, "before")))),
        new Api.Route("POST", "/journal/retention", Need.everywhere(ADMIN), this::shorten),
        new Api.Route("GET", "/journal/checkpoint", Need.everywhere(VIEWER),
            ctx -> Api.json(ctx, new Answers.Checkpoint(services.proof().checkpoint().toString(), services.proof().key()))));
  }

  private void page(Context ctx, TargetId target) {
    long after = after(ctx);
    Api.json(ctx, JournalView.of(services.store().journal(Optional.of(target), after, limit(ctx)), after)
        .with(archived(after, target::equals)));
  }

  private void all(Context ctx) {
    long after = after(ctx);
    Api.json(ctx, Visible.journal(services.store(), Callers.of(ctx), after, limit(ctx))
        .with(archived(after, target -> Visible.target(Callers.of(ctx), target))));
  }

  /** Said once, with the first page. */
  private Optional<ArchivedView> archived(long after, Predicate<TargetId> targets) {
    return after == 0 ? services.retention().book().of(targets) : Optional.empty();
  }

  private void shorten(Context ctx) {
    ShortenRequest request = Asked.read(ctx, ShortenRequest.class);
    Asked.named(request.by());
    Api.json(ctx, services.retention().shorten(request));
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
