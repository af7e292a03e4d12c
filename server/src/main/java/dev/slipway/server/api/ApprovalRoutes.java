package dev.slipway.server.api;

import dev.slipway.core.access.Role;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.approval.ApproveRequest;
import dev.slipway.server.approval.DenyRequest;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.problem.Refused;
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
        .map(text -> read(text, request.fileName().orElse("slipway.yaml"))).filter(c -> c.service().equals(target.service()));
    Optional<EnvironmentConfig> environment = config.map(c -> c.environments().get(target.environment()));
    if (environment.isEmpty()) {
      services.status().known(target); // Of what is neither written nor deployed it is not said that a deploy may begin.
    }
    List<FreezeWindow> written = environment.map(e -> e.guard().freeze()).orElse(List.of());
    Api.json(ctx, services.approvals().freeze(target, written));
  }

  /** A file with faults may have windows that nobody can read: nothing is said of it rather than that there are none. */
  private ServiceConfig read(String text, String file) {
    Configs.Reading reading = services.configs().read(text, file);
    return reading.config().orElseThrow(() -> new Refused(Refused.Kind.WRONG, "SLW-1000",
        file + " has faults, so that its freeze windows are not known. Nothing changed", "", reading.problems()));
  }
}
