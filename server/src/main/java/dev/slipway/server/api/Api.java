package dev.slipway.server.api;

import static dev.slipway.core.access.Role.ADMIN;
import static dev.slipway.core.access.Role.VIEWER;
import static dev.slipway.server.api.Need.DEPLOY;
import static dev.slipway.server.api.Need.VIEW;

import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.deploy.DeployRequest;
import dev.slipway.server.front.Limits;
import dev.slipway.server.view.Answers;
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
  static final String TARGET = "/targets/{service}/{environment}";
  static final int MOST_RECORDS = 1000;
  private static final int MOST_LINES = 10_000;

  private final Services services;
  private final Streams streams;
  private final Reasons why;
  private final Itself itself;

  /** One route, and what it needs. {@code path} is below {@link #BASE}. */
  record Route(String method, String path, Need need, Handler handler) {}

  Api(Services services, ServerInfo info, Gate gate, Limits limits, Runnable stop) {
    this.services = services;
    this.streams = new Streams(services, gate, limits);
    this.why = new Reasons(services, InstantSource.system());
    this.itself = new Itself(services.feed(), info, gate, stop);
  }

  List<Route> routes() {
    return Stream.of(own(), new JournalRoutes(services).routes(), new AccessRoutes(services.access(), services.sessions()).routes(),
        new ApprovalRoutes(services).routes(),
        new NoticeRoutes(services).routes()).flatMap(List::stream).toList();
  }

  private List<Route> own() {
    return List.of(
        new Route("GET", "/health", Need.OPEN, itself::health),
        new Route("GET", "/version", Need.KNOWN, itself::version),
        new Route("GET", "/openapi.yaml", Need.KNOWN, ctx -> ctx.contentType("application/yaml").result(OpenApi.open())),
        new Route("POST", "/stop", Need.everywhere(ADMIN), itself::stop),
        new Route("POST", "/token/rotate", Need.everywhere(ADMIN), itself::rotateToken),
        new Route("POST", "/config/validate", Need.KNOWN, this::validate),
        new Route("GET", TARGET, VIEW, ctx -> json(ctx, services.status().of(Asked.target(ctx)))),
        new Route("POST", TARGET + "/deploy", DEPLOY, this::deploy),
        new Route("POST", TARGET + "/plan", DEPLOY, this::plan),
        new Route("POST", TARGET + "/pause", DEPLOY, ctx -> reasoned(ctx, (t, r) -> services.commands().pause(t, r.by(), r.reason()))),
        new Route("POST", TARGET + "/resume", DEPLOY, ctx -> reasoned(ctx, (t, r) -> services.commands().resume(t, r.by()))),
        new Route("POST", TARGET + "/promote", DEPLOY, this::promote),
        new Route("POST", TARGET + "/abort", DEPLOY, ctx -> reasoned(ctx, (t, r) -> services.commands().abort(t, r.by(), r.reason()))),
        new Route("POST", TARGET + "/rollback", DEPLOY, this::rollback),
        new Route("POST", TARGET + "/unqueue", DEPLOY, ctx -> reasoned(ctx, (t, r) -> services.commands().unqueue(t, r.by()))),
        new Route("POST", TARGET + "/remove", Need.target(ADMIN),
            ctx -> reasoned(ctx, (t, r) -> services.commands().remove(t, r.by(), r.reason()))),
        new Route("GET", TARGET + "/history", VIEW, why::history),
        new Route("GET", "/objectives", Need.somewhere(VIEWER), why::objectives),
        new Route("GET", "/delivery", Need.somewhere(VIEWER), why::delivery),
        new Route("GET", "/delivery/metrics", Need.somewhere(VIEWER), why::deliveryText),
        new Route("GET", TARGET + "/rollouts/{number}/measurements", VIEW, why::measurements),
        new Route("GET", TARGET + "/events", VIEW, streams::events),
        new Route("GET", TARGET + "/logs", VIEW, this::logs),
        new Route("GET", "/journal/explain", Need.somewhere(VIEWER), why::explain));
  }

  static void json(Context ctx, Object answer) {
    ctx.result(ApiJson.write(answer)).contentType("application/json");
  }

  private void validate(Context ctx) {
    Asked.ValidateRequest request = Asked.read(ctx, Asked.ValidateRequest.class);
    Configs.Reading reading = services.configs().read(request.configText(), request.fileName().orElse("slipway.yaml"));
    json(
        ctx,
        new Answers.Validation(
            reading.config().isPresent(),
            reading.config().map(ServiceConfig::service),
            reading.config().map(c -> List.copyOf(c.environments().keySet())).orElse(List.of()),
            reading.problems()));
  }

  private void plan(Context ctx) {
    DeployRequest request = Asked.deploy(ctx);
    json(ctx, services.deploys().plan(Asked.target(ctx), request, Callers.of(ctx)));
  }

  private void deploy(Context ctx) {
    DeployRequest request = Asked.deploy(ctx);
    Answers.Deployed answer = services.sweep().heldOff(() -> services.deploys().deploy(Asked.target(ctx), request, Callers.of(ctx)));
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
    Asked.PromoteRequest request = Asked.read(ctx, Asked.PromoteRequest.class);
    json(ctx, services.commands().promote(Asked.target(ctx), request.by(), request.full().orElse(false), request.reason()));
  }

  private void rollback(Context ctx) {
    Asked.RollbackRequest r = Asked.read(ctx, Asked.RollbackRequest.class);
    json(ctx, services.sweep().heldOff(() -> services.commands().rollback(Asked.target(ctx), r.by(), r.reason(), r.to())));
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
