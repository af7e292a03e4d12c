package dev.slipway.server.api;

import dev.slipway.core.access.Role;
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
        new Api.Route("GET", TARGET + "/approval", Need.VIEW, ctx -> Api.json(ctx, services.approvals().view(Asked.target(ctx)))),
        new Api.Route("POST", TARGET + "/approve", Need.target(Role.APPROVER), this::approve),
        new Api.Route("POST", TARGET + "/deny", Need.target(Role.APPROVER), this::deny),
        new Api.Route("POST", TARGET + "/freeze", Need.VIEW, this::freeze));
  }

  private void approve(Context ctx) {
    ApproveRequest request = Asked.read(ctx, ApproveRequest.class);
    Api.json(ctx, services.approvals().approve(Asked.target(ctx), request, Callers.of(ctx)));
  }

  private void deny(Context ctx) {
    DenyRequest request = Asked.read(ctx, DenyRequest.class);
    Api.json(ctx, services.approvals().deny(Asked.target(ctx), request, Callers.of(ctx)));
  }

  private void freeze(Context ctx) {
    FreezeRequest request = Asked.read(ctx, FreezeRequest.class);
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
