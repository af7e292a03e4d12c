package dev.slipway.server.api;

import dev.slipway.server.front.Entrance;
import dev.slipway.server.front.Limits;
import dev.slipway.server.front.Visit;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a request carries and what goes back, each in the time that a client has for it. */
final class Body {
  private Body() {}

  /** Waits until all of it is there, so that whatever works on it has no client to wait for. */
  static void take(Context ctx, Limits limits) {
    Optional<Visit.Deadline> deadline = within(ctx, limits.body());
    try {
      var unused = ctx.bodyAsBytes();
    } finally {
      deadline.ifPresent(Visit.Deadline::close);
    }
  }

  /** The text of it: JSON is UTF-8, whatever its header says (RFC 8259). */
  static String text(Context ctx) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ctx.bodyAsBytes())).toString();
    } catch (CharacterCodingException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the body of the request is not UTF-8. Nothing changed", "Send JSON in UTF-8");
    }
  }

  /** Begins the time that a client has to take an answer. */
  static void answering(Context ctx, Limits limits) {
    Entrance.visit(ctx.req()).ifPresent(v -> v.answering(limits.answer()));
  }

  /** Begins a time that a client has for one thing. */
  static Optional<Visit.Deadline> within(Context ctx, Duration limit) {
    return Entrance.visit(ctx.req()).map(v -> v.within(limit));
  }
}
