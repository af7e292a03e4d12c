package dev.slipway.server.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the HTTP layer itself refuses, in the same form as the API does. */
public final class ProblemPage extends ErrorHandler {
  private static final int LEAST_ERROR = 400;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e ? e.getCode() : response.getStatus();
    answer(response, callback, EarlyRefusal.of(status), Math.max(LEAST_ERROR, status));
    return true;
  }

  static void answer(Response response, Callback callback, EarlyRefusal refusal, int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, EarlyRefusal.TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (refusal == EarlyRefusal.MANY) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    response.write(true, ByteBuffer.wrap(refusal.body(status).getBytes(StandardCharsets.UTF_8)), callback);
  }
}
