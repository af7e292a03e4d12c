package dev.slipway.proxy.relay;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What has come of a request's body: whether that was all, and what no backend has taken yet. */
final class RequestBody {
  private final boolean empty;
  private boolean complete;
  private @Nullable ArrayDeque<HttpContent> held;

  RequestBody(boolean empty) {
    this.empty = empty;
    this.complete = empty;
  }

  /** Whether there is none, so that the request can be sent again. */
  boolean isEmpty() {
    return empty;
  }

  boolean isComplete() {
    return complete;
  }

  void came(HttpContent content) {
    complete = content instanceof LastHttpContent;
  }

  /** Keeps a part until a backend has accepted. What was read already is all that is ever kept: the client is not read meanwhile. */
  void hold(HttpContent content) {
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(content);
  }

  void sendHeldOn(Upstream upstream) {
    if (held != null) {
      for (HttpContent each = held.poll(); each != null; each = held.poll()) {
        upstream.write(each);
      }
    }
  }

  void drop() {
    if (held != null) {
      held.forEach(HttpContent::release);
      held.clear();
    }
  }
}
