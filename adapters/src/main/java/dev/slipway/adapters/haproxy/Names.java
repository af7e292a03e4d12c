package dev.slipway.adapters.haproxy;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a target's parts are called in HAProxy. A release has one of a few backends that are always there, its slot, and each of its
 * instances is a server in it.
 *
 * @param target which target
 */
record Names(TargetId target) {
  /** Stable, candidate, warm and five releases that still drain. */
  static final List<String> SLOTS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  private static final int HASH_DIGITS = 8;

  /** The frontend, and the beginning of every other name. */
  String frontend() {
    return target.service() + "." + target.environment();
  }

  String previewFrontend() {
    return frontend() + "_preview";
  }

  /** The section of settings that the target's other sections begin from. */
  String defaults() {
    return frontend() + "_defaults";
  }

  /** The backend that has no server: requests that nothing can serve. */
  String nothing() {
    return frontend() + "_none";
  }

  /** The table of one entry that numbers requests. */
  String sequence() {
    return frontend() + "_seq";
  }

  String backend(String slot) {
    return frontend() + "_" + slot;
  }

  /** The slot of a backend, if it is one of this target. */
  Optional<String> slot(String backend) {
    String prefix = frontend() + "_";
    return Optional.of(backend).filter(b -> b.startsWith(prefix)).map(b -> b.substring(prefix.length())).filter(SLOTS::contains);
  }

  /** Last part of the path of the file that the map was loaded from. */
  String mapFile() {
    return frontend() + ".map";
  }

  /** The ring that keeps a line for each request until it was counted. */
  static String ring() {
    return "slipway";
  }

  /** A server's name says which instance it is and where: an instance that comes back elsewhere is another server. */
  static String server(Backend backend) {
    return server(backend.instance(), backend.endpoint());
  }

  static String server(InstanceId instance, Endpoint endpoint) {
    String hash = String.format(Locale.ROOT, "%08x", endpoint.toString().hashCode());
    return instance.toString().replace('+', ':') + "." + hash;
  }

  /** The instance that a server's name says; absent for a server that is not Slipway's. */
  static Optional<InstanceId> instance(String server) {
    int dot = server.lastIndexOf('.');
    if (dot < 1 || server.length() - dot - 1 != HASH_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(InstanceId.parse(server.substring(0, dot).replace(':', '+')));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty(); // Somebody else's server: named otherwise.
    }
  }
}
