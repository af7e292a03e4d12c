package dev.slipway.proxy.handover;

import dev.slipway.proxy.listen.HandedSocket;
import java.io.IOException;
import java.util.List;

/** The running proxy, as far as a handover has to do with it. */
public interface House {
  void say(String event);

  /** Sends listening sockets to a name in the proxy's folder. */
  void send(List<HandedSocket> sockets, String name) throws IOException;

  /**
   * Accepts no more connections, lets go of folder and admin socket, and lets those that are open end by themselves.
   *
   * @param limitMillis when they are ended as at a stop
   */
  void leave(int limitMillis) throws IOException;

  /** How many clients are still there, here and with a predecessor. */
  int open();

  /** Ends the process, with what is still open drained as at every stop. */
  void end();

  /** The successor has heard all that it wanted, or is gone: there is nobody left to follow, and nobody to wait for. */
  void unfollowed();
}
