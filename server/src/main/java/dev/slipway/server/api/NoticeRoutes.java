package dev.slipway.server.api;

import dev.slipway.core.access.Role;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.outbox.NoticeService;
import dev.slipway.server.view.Answers;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what was told to whom, and tries it out. */
final class NoticeRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeRoutes.class);

  private final Services services;
  private final NoticeService notices;

  NoticeRoutes(Services services) {
    this.services = services;
    this.notices = services.notices();
  }

  /** All targets that may be seen, and how much was told to nobody. */
  private void targets(Context ctx) {
    Api.json(ctx, new Answers.Targets(Visible.targets(Callers.of(ctx), services.status()), undelivered()));
  }

  /** What is true of targets is told also while the store is away. */
  private int undelivered() {
    try {
      return notices.dead();
    } catch (OutsideException e) {
      LOG.debug("dead letters cannot be counted just now", e);
      return 0;
    }
  }

  /** What retry takes. */
  record RetryRequest(String by, Optional<String> id) {}

  /** What drop takes. */
  record DropRequest(String by, String id) {}

  /** What a test takes. */
  record TestRequest(String by, String receiver, String configText, Optional<String> fileName, Optional<String> environment) {}

  List<Api.Route> routes() {
    return List.of(
        new Api.Route("GET", "/targets", Need.somewhere(Role.VIEWER), this::targets),
        new Api.Route("GET", "/notifications", Need.everywhere(Role.VIEWER), this::list),
        new Api.Route("POST", "/notifications/retry", Need.everywhere(Role.DEPLOYER), this::retry),
        new Api.Route("POST", "/notifications/drop", Need.everywhere(Role.DEPLOYER), this::drop),
        new Api.Route("POST", "/notifications/test", Need.everywhere(Role.DEPLOYER), this::test));
  }

  private void list(Context ctx) {
    Api.json(ctx, notices.list());
  }

  private void retry(Context ctx) {
    RetryRequest request = Asked.read(ctx, RetryRequest.class);
    Api.json(ctx, notices.retry(request.id()));
  }

  private void drop(Context ctx) {
    DropRequest request = Asked.read(ctx, DropRequest.class);
    Api.json(ctx, notices.drop(request.id()));
  }

  private void test(Context ctx) {
    TestRequest request = Asked.read(ctx, TestRequest.class);
    Api.json(ctx, notices.test(
        request.receiver(), request.configText(), request.fileName().orElse("slipway.yaml"), request.environment(), request.by()));
  }
}
