package dev.slipway.server.api;

import dev.slipway.core.access.Role;
import dev.slipway.server.access.AccessService;
import dev.slipway.server.access.BrowserSessions;
import dev.slipway.server.access.TokenRequest;
import dev.slipway.server.view.AccessView;
import io.javalin.http.Context;
import java.util.List;

/** Who asks, tokens, and who may do what. */
final class AccessRoutes {
  private final AccessService access;
  private final BrowserSessions sessions;

  AccessRoutes(AccessService access, BrowserSessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  /** What grant and withdraw take. */
  record RoleRequest(String by, String holder, String role) {}

  /** What sign-out takes. */
  record SignOutRequest(String by, String name) {}

  /** What revoke takes. */
  record RevokeRequest(String by) {}

  List<Api.Route> routes() {
    return List.of(
        new Api.Route("GET", "/sign-in", Need.OPEN, ctx -> Api.json(ctx, access.signIn())),
        new Api.Route("GET", "/whoami", Need.KNOWN, ctx -> Api.json(ctx, access.self(Callers.of(ctx)))),
        new Api.Route("GET", "/tokens", Need.KNOWN, ctx -> Api.json(ctx, access.tokens(Callers.of(ctx)))),
        new Api.Route("POST", "/tokens", Need.somewhere(Role.VIEWER), this::make),
        new Api.Route("POST", "/tokens/{id}/revoke", Need.KNOWN, this::revoke),
        new Api.Route("GET", "/access", Need.KNOWN, ctx -> Api.json(ctx, access.list(Callers.of(ctx)))),
        new Api.Route("POST", "/access/grant", Need.somewhere(Role.ADMIN), ctx -> change(ctx, true)),
        new Api.Route("POST", "/access/withdraw", Need.somewhere(Role.ADMIN), ctx -> change(ctx, false)),
        new Api.Route("POST", "/access/sign-out", Need.KNOWN, this::signOut));
  }

  private void make(Context ctx) {
    TokenRequest request = Asked.read(ctx, TokenRequest.class);
    AccessView.Made made = access.make(Callers.of(ctx), request);
    ctx.status(201);
    Api.json(ctx, made);
  }

  private void revoke(Context ctx) {
    var unused = Asked.read(ctx, RevokeRequest.class);
    Api.json(ctx, access.revoke(Callers.of(ctx), ctx.pathParam("id")));
  }

  private void signOut(Context ctx) {
    SignOutRequest request = Asked.read(ctx, SignOutRequest.class);
    Api.json(ctx, sessions.endAll(Callers.of(ctx), request.name()));
  }

  private void change(Context ctx, boolean give) {
    RoleRequest request = Asked.read(ctx, RoleRequest.class);
    Api.json(ctx, give ? access.grant(Callers.of(ctx), request.holder(), request.role())
        : access.withdraw(Callers.of(ctx), request.holder(), request.role()));
  }
}
