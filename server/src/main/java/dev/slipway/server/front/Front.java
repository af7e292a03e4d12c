package dev.slipway.server.front;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Looks at every request before the API does, at what any client may send who has no token yet. */
final class Front extends Handler.Wrapper {
  private final HostNames names;
  private final Crowd crowd;
  private final Visits visits;
  private final int mostBodyBytes;

  Front(HostNames names, Visits visits, Limits limits) {
    this.names = names;
    this.crowd = new Crowd(limits.requests(), limits.requestsEach());
    this.visits = visits;
    this.mostBodyBytes = limits.bodyBytes();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<Visit> visit = visits.of(request.getConnectionMetaData().getConnection());
    boolean inTime = visit.map(Visit::asked).orElse(true);
    Request.addCompletionListener(request, failure -> visit.ifPresent(Visit::await));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    Optional<EarlyRefusal> refusal = inTime ? refusal(request) : Optional.of(EarlyRefusal.SLOW);
    if (refusal.isPresent()) {
      ProblemPage.answer(response, callback, refusal.get(), refusal.get().status());
      return true;
    }
    String address = Request.getRemoteAddr(request);
    if (!crowd.enter(address)) {
      ProblemPage.answer(response, callback, EarlyRefusal.MANY, EarlyRefusal.MANY.status());
      return true;
    }
    Request.addCompletionListener(request, failure -> crowd.leave(address));
    visit.ifPresent(v -> request.setAttribute(Visit.ATTRIBUTE, v));
    return super.handle(request, response, callback);
  }

  private Optional<EarlyRefusal> refusal(Request request) {
    Optional<EarlyRefusal> stranger = names.refusal(request);
    if (stranger.isPresent()) {
      return stranger;
    }
    if (request.getLength() > mostBodyBytes) {
      return Optional.of(EarlyRefusal.LARGE);
    }
    if (halfCharset(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
      return Optional.of(EarlyRefusal.NOT_HTTP);
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    return encoding == null || encoding.equalsIgnoreCase("identity") ? Optional.empty() : Optional.of(EarlyRefusal.ENCODED);
  }

  /** Javalin fails at a charset without a value, and would answer it as a fault of the server. */
  private static boolean halfCharset(@Nullable String type) {
    if (type == null) {
      return false;
    }
    for (String part : type.split(";", -1)) {
      if (part.strip().toLowerCase(Locale.ROOT).startsWith("charset") && part.split("=").length < 2) {
        return true;
      }
    }
    return false;
  }
}
