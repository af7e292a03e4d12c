package dev.slipway.server.api;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.page.PageAnswer;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.Answers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers everything that goes wrong as a problem (RFC 9457) with a stable code. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int TOO_LARGE = 413;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int TOO_SLOW = 408;

  private static final int MOST_ECHOED = 200;
  private static final String LARGEST = "A body is at most 1 MiB";

  private Problems() {}

  static void register(RoutesConfig routes) {
    routes.exception(Refused.class, (e, ctx) -> refused(ctx, e));
    routes.exception(OutsideException.class, (e, ctx) -> outside(ctx, e));
    routes.exception(HttpResponseException.class, Problems::http);
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("SLW-5106 a request failed: {} {}", ctx.method(), brief(ctx.path()), e);
          write(ctx, 500, "SLW-5106", "the server failed to answer this request. Rollouts and traffic are not touched by that",
              "See server.log in the state folder");
        });
    // Javalin itself sees that the time of a client was over, and leaves the words to us.
    routes.error(TOO_SLOW, ctx -> write(ctx, TOO_SLOW, "SLW-5141", "the request did not arrive in time. Nothing changed",
        "Send it again, at once"));
  }

  /** What a client wrote, of a length that nobody minds to get back or to find in a log. */
  private static String brief(String path) {
    String plain = path.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > MOST_ECHOED ? plain.substring(0, MOST_ECHOED) + "…" : plain;
  }

  /** Answers one refusal to somebody in front of a browser. */
  static void page(Context ctx, Refused e) {
    later(ctx, e);
    PageAnswer.refused(ctx, e, status(e.kind()));
  }

  /** The same where something outside does not answer. */
  static void page(Context ctx, OutsideException e) {
    page(ctx, new Refused(Refused.Kind.AWAY, e.code(), said(e), "Try again"));
  }

  private static void later(Context ctx, Refused e) {
    e.after().ifPresent(wait -> ctx.header("Retry-After", Long.toString(wait.toSeconds() + 1)));
  }

  /** Answers one refusal. */
  static void refused(Context ctx, Refused e) {
    int status = status(e.kind());
    later(ctx, e);
    answer(ctx, new Answers.Problem("urn:slipway:" + e.code(), title(status), status, e.said(), e.hint(), e.code(), e.problems()));
  }

  private static void outside(Context ctx, OutsideException e) {
    write(ctx, 503, e.code(), said(e), "");
  }

  private static String said(OutsideException e) {
    return e.said().startsWith(e.code()) ? e.said().substring(e.code().length()).strip() : e.said();
  }

  private static void http(HttpResponseException e, Context ctx) {
    switch (e.getStatus()) {
      case TOO_LARGE -> write(ctx, TOO_LARGE, "SLW-5105", "the body of the request is larger than the server takes. Nothing changed",
          LARGEST);
      case NOT_FOUND -> write(ctx, NOT_FOUND, "SLW-5103", "there is nothing at " + ctx.method() + " " + brief(ctx.path()),
          "The API is described at /api/v1/openapi.yaml");
      default -> write(ctx, e.getStatus(), "SLW-5101", "the request is not understood: " + e.getMessage() + ". Nothing changed", "");
    }
  }

  private static void write(Context ctx, int status, String code, String detail, String hint) {
    Optional<String> next = hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    answer(ctx, new Answers.Problem("urn:slipway:" + code, title(status), status, detail, next, code, List.of()));
  }

  private static void answer(Context ctx, Answers.Problem problem) {
    ctx.status(problem.status()).result(ApiJson.write(problem)).contentType("application/problem+json");
  }

  private static int status(Refused.Kind kind) {
    return switch (kind) {
      case WRONG -> 400;
      case STRANGER -> 401;
      case FORBIDDEN -> 403;
      case UNKNOWN -> NOT_FOUND;
      case CONFLICT -> 409;
      case TOO_LARGE -> TOO_LARGE;
      case TOO_MANY -> TOO_MANY;
      case AWAY -> 503;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Wrong use or configuration";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case NOT_FOUND -> "No such thing";
      case 409 -> "Refused by the state of the target";
      case TOO_LARGE -> "Too large";
      case TOO_MANY -> "Too many at once";
      case TOO_SLOW -> "Too slow";
      case 503 -> "Something outside is away";
      default -> status >= 500 ? "The server failed" : "Not understood";
    };
  }
}
