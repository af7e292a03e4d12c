package dev.slipway.proxy.listen;

/**
 * A listening socket that two processes share for a moment: what waits to be accepted waits for whichever of them goes on.
 *
 * @param port as the target's table says it; 0 where it leaves the choice to the system
 * @param descriptor the socket's number in this process
 */
public record HandedSocket(String target, String host, int port, boolean preview, int descriptor) {
  boolean isFor(String otherTarget, String otherHost, int otherPort, boolean otherPreview) {
    return target.equals(otherTarget) && host.equals(otherHost) && port == otherPort && preview == otherPreview;
  }
}
