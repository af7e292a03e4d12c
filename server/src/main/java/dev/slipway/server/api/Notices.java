package dev.slipway.server.api;

import dev.slipway.server.outbox.NoticeService;
import io.javalin.http.Context;
import java.util.Optional;

/** Answers what was told to whom, and tries it out. */
final class Notices {
  private final NoticeService notices;

  Notices(NoticeService notices) {
    this.notices = notices;
  }

  /** What retry takes. */
  record RetryRequest(String by, Optional<String> id) {}

  /** What drop takes. */
  record DropRequest(String by, String id) {}

  /** What a test takes. */
  record TestRequest(String by, String receiver, String configText, Optional<String> fileName, Optional<String> environment) {}

  void list(Context ctx) {
    Api.json(ctx, notices.list());
  }

  void retry(Context ctx) {
    RetryRequest request = ApiJson.read(RetryRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.retry(request.id()));
  }

  void drop(Context ctx) {
    DropRequest request = ApiJson.read(DropRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.drop(request.id()));
  }

  void test(Context ctx) {
    TestRequest request = ApiJson.read(TestRequest.class, Body.text(ctx));
    Asked.named(request.by());
    Api.json(ctx, notices.test(
        request.receiver(), request.configText(), request.fileName().orElse("slipway.yaml"), request.environment(), request.by()));
  }
}
