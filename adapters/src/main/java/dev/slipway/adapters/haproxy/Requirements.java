package dev.slipway.adapters.haproxy;

import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an HAProxy must have in its configuration before a target can be moved through it. */
final class Requirements {
  private static final Pattern VERSION = Pattern.compile("^([0-9]+)\\.([0-9]+)");

  private Requirements() {}

  static void check(Node node, Reading reading, Names names) {
    Matcher version = VERSION.matcher(reading.version());
    if (version.find() && Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)) < 206) {
      throw lacks(node, "is version " + reading.version() + ", and 2.6 is the first that servers can be added to while it runs", names);
    }
    if (reading.map().isEmpty()) {
      throw lacks(node, "has loaded no map " + names.mapFile(), names);
    }
    List<String> missing = Names.SLOTS.stream().map(names::backend).filter(b -> !reading.stats().containsKey(b + "/BACKEND")).toList();
    if (!missing.isEmpty()) {
      throw lacks(node, "has no backend " + String.join(", ", missing), names);
    }
  }

  /** The socket does not let orders through. */
  static OutsideException noAdmin(String address, Names names) {
    return lacks(address, "takes no orders at this socket: it needs \"level admin\"", names);
  }

  private static OutsideException lacks(Node node, String what, Names names) {
    return lacks(node.address(), what, names);
  }

  private static OutsideException lacks(String address, String what, Names names) {
    return new OutsideException(
        "SLW-4164", "HAProxy at " + address + " " + what
            + ". Nothing was changed there; traffic goes on as before. What its configuration needs: "
            + "slipway router config " + names.target().environment());
  }
}
