package dev.slipway.server.api;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.server.deploy.DeployRequest;
import dev.slipway.server.problem.OneLine;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request asks for, read and bounded. */
final class Asked {
  private static final int MOST_HEADS = 100;

  private Asked() {}

  /** What pause, resume, abort, unqueue and remove take. */
  record ReasonRequest(String by, Optional<String> reason) {
    ReasonRequest {
      reason = reason.map(OneLine::of);
    }
  }

  /** What promote takes. */
  record PromoteRequest(String by, Optional<Boolean> full, Optional<String> reason) {
    PromoteRequest {
      reason = reason.map(OneLine::of);
    }
  }

  /** What rollback takes. */
  record RollbackRequest(String by, Optional<String> reason, Optional<String> to) {
    RollbackRequest {
      reason = reason.map(OneLine::of);
    }
  }

  /** What validate takes. */
  record ValidateRequest(String configText, Optional<String> fileName) {}

  static TargetId target(Context ctx) {
    return target(ctx.pathParam("service"), ctx.pathParam("environment"));
  }

  /** {@code SERVICE/ENV}. */
  static TargetId target(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? target(text, "") : target(text.substring(0, slash), text.substring(slash + 1));
  }

  private static TargetId target(String service, String environment) {
    try {
      TargetId target = new TargetId(service, environment);
      if (!target.administrative()) {
        return target;
      }
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2090", target + " is where Slipway keeps who may do what. Nothing changed",
              "Give the service or the environment another name; slipway access list tells who may do what");
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-5101", service + "/" + environment + " cannot be a target. Nothing changed",
              "Names are lower-case letters, digits and dashes, at most 63");
    }
  }

  static ReasonRequest reason(Context ctx) {
    return read(ctx, ReasonRequest.class);
  }

  static DeployRequest deploy(Context ctx) {
    return read(ctx, DeployRequest.class);
  }

  /** A request. Its {@code by} is who the credential proves; where that proves nobody, who the request says. */
  static <T extends Record> T read(Context ctx, Class<T> type) {
    return ApiJson.read(type, Body.text(ctx), said -> Optional.of(Callers.named(ctx, said)));
  }

  /** Who asks must be said: it is what the audit trail is for. */
  static void named(String by) {
    if (by.isBlank() || !OneLine.is(by, 1, 200)) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the request does not say who asks. Nothing changed",
          "Send by: 1 to 200 characters on one line");
    }
  }

  static Optional<String> text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(t -> !t.isBlank());
  }

  /** Records known from elsewhere. */
  static List<Head> heads(Context ctx) {
    List<String> texts = ctx.queryParams("known");
    if (texts.size() > MOST_HEADS) {
      throw wrong("known", texts.size() + " records", "at most " + MOST_HEADS + " of them");
    }
    return texts.stream().map(text -> Head.parse(text).orElseThrow(() -> wrong("known", text, "SEQUENCE:HASH"))).toList();
  }

  static Instant moment(Context ctx, String name) {
    String text = text(ctx, name).orElse("");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, text, "a moment as 2026-03-01T00:00:00Z");
    }
  }

  static boolean flag(Context ctx, String name) {
    String value = text(ctx, name).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, value, "true or false");
    };
  }

  static long number(Context ctx, String name, long least, long most, long otherwise) {
    Optional<String> text = text(ctx, name);
    return text.isEmpty() ? otherwise : number(name, text.get(), least, most);
  }

  static long number(String name, String text, long least, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, text, least + " to " + most);
    }
    throw wrong(name, text, least + " to " + most);
  }

  private static Refused wrong(String name, String value, String right) {
    return new Refused(Refused.Kind.WRONG, "SLW-5101", name + " is \"" + value + "\". Nothing changed", name + " is " + right);
  }
}
