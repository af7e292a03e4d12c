package dev.slipway.server.api;

import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.view.Answers;
import io.javalin.http.Context;
import java.nio.file.Path;

/** What is asked of the server about itself: whether it is up, what it is, to end, to change its token. */
final class Itself {
  private final JournalFeed feed;
  private final ServerInfo info;
  private final Gate gate;
  private final Runnable stop;

  Itself(JournalFeed feed, ServerInfo info, Gate gate, Runnable stop) {
    this.feed = feed;
    this.info = info;
    this.gate = gate;
    this.stop = stop;
  }

  void health(Context ctx) {
    String status = feed.closed() ? "stopping" : "up";
    Api.json(ctx, new Answers.Health(status, info.version(), info.pid(), info.startedAt(), ServerInfo.API));
  }

  void version(Context ctx) {
    Api.json(ctx, new Answers.Version(info.version(), ServerInfo.API, Runtime.version().toString(), info.state(), info.pid()));
  }

  void stop(Context ctx) {
    ctx.status(202);
    Api.json(ctx, new Answers.Stopping("the server ends; instances and the proxy go on serving. Start it again with: slipway server"));
    stop.run();
  }

  void rotateToken(Context ctx) {
    Path file = gate.rotate(Asked.reason(ctx).by());
    Api.json(ctx, new Answers.Rotated("the token of before opens nothing any more; streams that were opened with it end", file.toString()));
  }
}
