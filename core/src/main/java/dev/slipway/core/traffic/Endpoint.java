package dev.slipway.core.traffic;

/**
 * Where an instance or a listener is reached.
 *
 * @param host name or address
 * @param port 1–65535, or 0 where the address is still to be allotted
 */
public record Endpoint(String host, int port) {
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
