package dev.slipway.notifications.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses only this machine or this network reaches: what a stranger's address must not lead to. */
final class Addresses {
  /** Beside those that the JDK knows, by IANA's registry: this network, shared, of protocols, of documents, for benchmarks, reserved. */
  private static final List<Range> SPECIAL =
      List.of(range("0.0.0.0", 8), range("100.64.0.0", 10), range("192.0.0.0", 24), range("192.0.2.0", 24), range("198.18.0.0", 15),
          range("198.51.100.0", 24), range("203.0.113.0", 24), range("240.0.0.0", 4), range("fc00::", 7), range("100::", 64),
          range("2001:db8::", 32), range("fec0::", 10));
  /** Addresses of IPv6 that stand for one of IPv4, and where in them it stands. */
  private static final List<Embedded> EMBEDDED =
      List.of(new Embedded(range("64:ff9b::", 96), 12), new Embedded(range("64:ff9b:1::", 48), 12), new Embedded(range("2002::", 16), 2),
          new Embedded(range("::", 96), 12));

  private Addresses() {}

  private record Range(byte[] network, int bits) {
    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private record Embedded(Range range, int at) {}

  private static Range range(String network, int bits) {
    return new Range(InetAddress.ofLiteral(network).getAddress(), bits);
  }

  /** Whether everybody's network leads there. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean special = address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
        || address.isSiteLocalAddress() || address.isMulticastAddress() || SPECIAL.stream().anyMatch(r -> r.holds(bytes));
    return !special && (address instanceof Inet4Address || address instanceof Inet6Address && embeddedIsPublic(bytes));
  }

  private static boolean embeddedIsPublic(byte[] bytes) {
    return EMBEDDED.stream().filter(e -> e.range().holds(bytes)).allMatch(e -> {
      try {
        return isPublic(InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, e.at(), e.at() + 4)));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    });
  }
}
