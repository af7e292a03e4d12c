package dev.slipway.server.api;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.access.Caller;
import dev.slipway.server.access.Forbidden;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/**
 * What who asks at a route must have; the description of the API says the same.
 *
 * @param role absent where being known is enough, or not even that
 * @param where it must have it
 */
record Need(Optional<Role> role, Where where) {

  /** Where a role must be held. */
  enum Where {
    /** Nowhere: anybody may ask. */
    OPEN,
    /** Nowhere: whoever is known may ask. */
    KNOWN,
    /** In the target that the path names. */
    TARGET,
    /** In any target; the answer holds no more than the role allows. */
    SOMEWHERE,
    /** In all targets there are and will be. */
    EVERYWHERE
  }

  static final Need OPEN = new Need(Optional.empty(), Where.OPEN);
  static final Need KNOWN = new Need(Optional.empty(), Where.KNOWN);
  static final Need VIEW = target(Role.VIEWER);
  static final Need DEPLOY = target(Role.DEPLOYER);

  /** As the description says it. */
  @Override
  public String toString() {
    String place = where.name().toLowerCase(Locale.ROOT);
    return role.map(r -> r.word() + " " + place).orElse(place);
  }

  static Need target(Role role) {
    return new Need(Optional.of(role), Where.TARGET);
  }

  static Need somewhere(Role role) {
    return new Need(Optional.of(role), Where.SOMEWHERE);
  }

  static Need everywhere(Role role) {
    return new Need(Optional.of(role), Where.EVERYWHERE);
  }

  /** Refuses who may not. */
  void check(Context ctx) {
    if (role.isEmpty()) {
      return;
    }
    Caller caller = Callers.of(ctx);
    Role needed = role.get();
    switch (where) {
      case OPEN, KNOWN -> {}
      case TARGET -> in(caller, needed, Asked.target(ctx));
      case SOMEWHERE -> {
        if (!caller.maySomewhere(needed)) {
          throw Forbidden.role(caller, needed, Grant.EVERY, Grant.EVERY);
        }
      }
      case EVERYWHERE -> everywhere(caller, needed);
    }
  }

  /** Refuses who may not in one target. */
  static void in(Caller caller, Role needed, TargetId target) {
    if (!caller.may(needed, target)) {
      throw Forbidden.role(caller, needed, target.service(), target.environment());
    }
  }

  /** Refuses who may not in every target. */
  static void everywhere(Caller caller, Role needed) {
    if (!caller.mayEverywhere(needed)) {
      throw Forbidden.role(caller, needed, Grant.EVERY, Grant.EVERY);
    }
  }
}
