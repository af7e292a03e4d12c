package dev.slipway.adapters.nginx;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;

/** What one target's things are called inside nginx. Short, because nginx keeps names of variables in buckets of 64 bytes. */
record Names(TargetId target) {
  /** The host under which the marker is asked for. */
  static final String MARKER_HOST = "slipway-marker";

  /** A name that no other target and no configuration of a team has. */
  String of(String what) {
    return "slipway_" + Sha256.of(target.toString()).substring(0, 8) + "_" + what;
  }

  /** The variable of that name. */
  String variable(String what) {
    return "$" + of(what);
  }

  /** The group of servers of a release. */
  String upstream(ReleaseId release) {
    return of("to") + "." + release;
  }
}
