package dev.slipway.proxy.admin;

import java.io.IOException;

/** What is said on one connection to the admin socket, until it ends. */
public interface Conversation {
  /** The reply to one request, as one line without its end. */
  String reply(String line) throws IOException;

  /** Whoever asked is gone. */
  void ended();
}
