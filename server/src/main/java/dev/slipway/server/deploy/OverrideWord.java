package dev.slipway.server.deploy;

import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.access.Caller;
import dev.slipway.server.access.Forbidden;
import dev.slipway.server.problem.OneLine;
import dev.slipway.server.problem.Refused;

/** An admin's word against a guard: who may give it, and what makes it one. */
public final class OverrideWord {
  private static final int LEAST_CHARACTERS = 10;
  private static final int MOST_CHARACTERS = 500;

  private OverrideWord() {}

  /** The reason, if who gives it may and it is one. */
  public static String of(String reason, Caller caller, TargetId target) {
    if (!caller.may(Role.ADMIN, target)) {
      throw Forbidden.role(caller, Role.ADMIN, target.service(), target.environment());
    }
    String text = reason.strip();
    if (!OneLine.is(text, LEAST_CHARACTERS, MOST_CHARACTERS)) {
      throw new Refused(Refused.Kind.WRONG, "SLW-2075", "an override needs a reason that others understand afterwards. Nothing changed; "
          + "traffic stays as it is", "Write " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters on one line");
    }
    return text;
  }
}
