package dev.slipway.server.api;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.outbox.NoticeService;
import dev.slipway.server.view.Answers;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what was told to whom, and tries it out. */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final Services services;
  private final NoticeService notices;

  Notices(Services services) {
    this.services = services;
    this.notices = services.notices();
  }

  Stream<Api.Route> routes() {
    return Stream.of(
        new Api.Route("GET", "/targets", this::targets),
        new Api.Route("GET", "/notifications", this::list),
        new Api.Route("POST", "/notifications/retry", this::retry),
        new Api.Route("POST", "/notifications/drop", this::drop),
        new Api.Route("POST", "/notifications/test", this::test));
  }

  /** All targets, and how much was told to nobody. */
  private void targets(Context ctx) {
    Api.json(ctx, new Answers.Targets(services.status().all(), undelivered()));
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

  private void list(Context ctx) {
    Api.json(ctx, notices.list());
  }

  private void retry(Context ctx) {
    RetryRequest request = ApiJson.read(RetryRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.retry(request.id()));
  }

  private void drop(Context ctx) {
    DropRequest request = ApiJson.read(DropRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.drop(request.id()));
  }

  private void test(Context ctx) {
    TestRequest request = ApiJson.read(TestRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.test(
        request.receiver(), request.configText(), request.fileName().orElse("slipway.yaml"), request.environment(), request.by()));
  }
}
