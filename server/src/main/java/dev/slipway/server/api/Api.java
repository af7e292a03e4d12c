package dev.slipway.server.api;

import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.deploy.DeployRequest;
import dev.slipway.server.front.Limits;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.JournalView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is at each path. */
final class Api {
  static final String BASE = "/api/v1";
  private static final String TARGET = "/targets/{service}/{environment}";
  static final int MOST_RECORDS = 1000;
  private static final int MOST_LINES = 10_000;

  private final Services services;
  private final Streams streams;
  private final Reasons why;
  private final Itself itself;

  /** One route. {@code path} is below {@link #BASE}. */
  record Route(String method, String path, Handler handler) {}

  Api(Services services, ServerInfo info, Gate gate, Limits limits, Runnable stop) {
    this.services = services;
    this.streams = new Streams(services, gate, limits);
    this.why = new Reasons(services, InstantSource.system());
    this.itself = new Itself(services.feed(), info, gate, stop);
  }

  List<Route> routes() {
    return Stream.concat(new Notices(services).routes(), Stream.of(
        new Route("GET", "/health", itself::health),
        new Route("GET", "/version", itself::version),
        new Route("GET", "/openapi.yaml", ctx -> ctx.contentType("application/yaml").result(OpenApi.open())),
        new Route("POST", "/stop", itself::stop),
        new Route("POST", "/token/rotate", itself::rotateToken),
        new Route("POST", "/config/validate", this::validate),
        new Route("GET", TARGET, ctx -> json(ctx, services.status().of(Asked.target(ctx)))),
        new Route("POST", TARGET + "/deploy", this::deploy),
        new Route("POST", TARGET + "/plan", ctx -> json(ctx, services.deploys().plan(Asked.target(ctx), deployRequest(ctx)))),
        new Route("POST", TARGET + "/pause", ctx -> reasoned(ctx, (t, r) -> services.commands().pause(t, r.by(), r.reason()))),
        new Route("POST", TARGET + "/resume", ctx -> reasoned(ctx, (t, r) -> services.commands().resume(t, r.by()))),
        new Route("POST", TARGET + "/promote", this::promote),
        new Route("POST", TARGET + "/abort", ctx -> reasoned(ctx, (t, r) -> services.commands().abort(t, r.by(), r.reason()))),
        new Route("POST", TARGET + "/rollback", this::rollback),
        new Route("POST", TARGET + "/unqueue", ctx -> reasoned(ctx, (t, r) -> services.commands().unqueue(t, r.by()))),
        new Route("POST", TARGET + "/remove", ctx -> reasoned(ctx, (t, r) -> services.commands().remove(t, r.by(), r.reason()))),
        new Route("GET", TARGET + "/history", why::history),
        new Route("GET", "/delivery", why::delivery),
        new Route("GET", TARGET + "/rollouts/{number}/measurements", why::measurements),
        new Route("GET", TARGET + "/journal", ctx -> journal(ctx, Optional.of(services.status().known(Asked.target(ctx))))),
        new Route("GET", TARGET + "/events", streams::events),
        new Route("GET", TARGET + "/logs", this::logs),
        new Route("GET", "/journal", ctx -> journal(ctx, Optional.empty())),
        new Route("GET", "/journal/verify", ctx -> json(ctx, JournalView.Verified.of(services.proof().verify(Asked.heads(ctx))))),
        new Route("GET", "/journal/kept", this::kept),
        new Route("GET", "/journal/checkpoint", ctx -> json(ctx, new Answers.Checkpoint(
            services.proof().checkpoint().toString(), services.proof().key()))),
        new Route("GET", "/journal/explain", why::explain))).toList();
  }

  static void json(Context ctx, Object answer) {
    ctx.result(ApiJson.write(answer)).contentType("application/json");
  }

  private void validate(Context ctx) {
    Asked.ValidateRequest request = ApiJson.read(Asked.ValidateRequest.class, Body.text(ctx));
    Configs.Reading reading = services.configs().read(request.configText(), request.fileName().orElse("slipway.yaml"));
    json(
        ctx,
        new Answers.Validation(
            reading.config().isPresent(),
            reading.config().map(ServiceConfig::service),
            reading.config().map(c -> List.copyOf(c.environments().keySet())).orElse(List.of()),
            reading.problems()));
  }

  private static DeployRequest deployRequest(Context ctx) {
    DeployRequest request = ApiJson.read(DeployRequest.class, Body.text(ctx));
    Asked.named(request.by());
    return request;
  }

  private void deploy(Context ctx) {
    Answers.Deployed answer = services.sweep().heldOff(() -> services.deploys().deploy(Asked.target(ctx), deployRequest(ctx)));
    ctx.status(answer.alreadySo() ? 200 : 202);
    json(ctx, answer);
  }

  private interface Reasoned {
    Answers.Commanded apply(TargetId target, Asked.ReasonRequest request);
  }

  private static void reasoned(Context ctx, Reasoned command) {
    json(ctx, command.apply(Asked.target(ctx), Asked.reason(ctx)));
  }

  private void promote(Context ctx) {
    Asked.PromoteRequest request = ApiJson.read(Asked.PromoteRequest.class, Body.text(ctx));
    Asked.named(request.by());
    json(ctx, services.commands().promote(Asked.target(ctx), request.by(), request.full().orElse(false)));
  }

  private void rollback(Context ctx) {
    Asked.RollbackRequest r = ApiJson.read(Asked.RollbackRequest.class, Body.text(ctx));
    Asked.named(r.by());
    json(ctx, services.sweep().heldOff(() -> services.commands().rollback(Asked.target(ctx), r.by(), r.reason(), r.to())));
  }

  private void journal(Context ctx, Optional<TargetId> target) {
    long after = Asked.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Asked.number(ctx, "limit", 1, MOST_RECORDS, 100);
    json(ctx, JournalView.of(services.store().journal(target, after, limit), after));
  }

  /** As they are kept, for whoever computes their hashes. */
  private void kept(Context ctx) {
    long after = Asked.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Asked.number(ctx, "limit", 1, MOST_RECORDS, 100);
    json(ctx, new Answers.Kept(services.proof().kept(after, limit).stream().map(RecordLine::json).toList()));
  }

  private void logs(Context ctx) throws IOException, InterruptedException {
    TargetId target = services.status().known(Asked.target(ctx));
    Optional<String> release = Asked.text(ctx, "release");
    Optional<String> instance = Asked.text(ctx, "instance");
    int lines = (int) Asked.number(ctx, "lines", 1, MOST_LINES, 100);
    if (Asked.flag(ctx, "follow")) {
      streams.lines(ctx, target, release, instance, lines);
      return;
    }
    List<InstanceId> instances = services.logs().instances(target, release, instance);
    json(ctx, new Answers.Logs(target.toString(), instances.stream().map(i -> services.logs().lines(target, i, lines)).toList()));
  }
}
