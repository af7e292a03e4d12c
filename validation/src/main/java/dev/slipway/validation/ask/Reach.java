package dev.slipway.validation.ask;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether anybody listens at an address, before it is asked anything. */
public final class Reach {
  private static final int MOST_MILLIS = 5_000;

  private Reach() {}

  /** Why nobody can be reached there; absent when somebody can. */
  public static Optional<String> fault(URI address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost().replaceAll("[\\[\\]]", ""), port), MOST_MILLIS);
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("there is no such name");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
