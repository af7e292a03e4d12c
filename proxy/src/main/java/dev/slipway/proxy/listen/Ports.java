package dev.slipway.proxy.listen;

/**
 * The ports a target really has, where its table may have left the choice to the system.
 *
 * @param listen 0 while it could not be opened
 * @param preview 0 when there is none
 */
public record Ports(int listen, int preview) {
  public static final Ports NONE = new Ports(0, 0);
}
