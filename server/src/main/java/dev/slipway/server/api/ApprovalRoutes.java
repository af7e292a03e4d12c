package dev.slipway.server.api;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.approval.ApproveRequest;
import dev.slipway.server.approval.DenyRequest;
import dev.slipway.server.deploy.Configs;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What is at the paths of approvals and freezes. */
final class ApprovalRoutes {
  private static final String TARGET = "/targets/{service}/{environment}";

  private final Services services;

  ApprovalRoutes(Services services) {
    this.services = services;
  }

  /** What freeze takes. */
  record FreezeRequest(Optional<String> configText, Optional<String> fileName) {}

  List<Api.Route> routes() {
    return List.of(
        new Api.Route("GET", TARGET + "/approval", ctx -> Api.json(ctx, services.approvals().view(Asked.target(ctx)))),
        new Api.Route("POST", TARGET + "/approve", this::approve),
        new Api.Route("POST", TARGET + "/deny", this::deny),
        new Api.Route("POST", TARGET + "/freeze", this::freeze));
  }

  private void approve(Context ctx) {
    ApproveRequest request = ApiJson.read(ApproveRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, services.approvals().approve(Asked.target(ctx), request, Callers.of(ctx, request.by())));
  }

  private void deny(Context ctx) {
    DenyRequest request = ApiJson.read(DenyRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, services.approvals().deny(Asked.target(ctx), request, Callers.of(ctx, request.by())));
  }

  private void freeze(Context ctx) {
    FreezeRequest request = ApiJson.read(FreezeRequest.class, Body.text(ctx));
    TargetId target = Asked.target(ctx);
    Optional<ServiceConfig> config = request.configText()
        .flatMap(text -> read(text, request.fileName().orElse("slipway.yaml")).config()).filter(c -> c.service().equals(target.service()));
    List<FreezeWindow> written = config.map(c -> c.environments().get(target.environment())).map(EnvironmentConfig::guard)
        .map(g -> g.freeze()).orElse(List.of());
    Api.json(ctx, services.approvals().freeze(target, written));
  }

  private Configs.Reading read(String text, String file) {
    return services.configs().read(text, file);
  }
}
