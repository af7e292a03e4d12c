package dev.slipway.server;

import dev.slipway.server.front.Access;
import dev.slipway.server.front.Limits;
import java.util.Optional;
import java.util.Set;

/** A server that lets anybody show wrong credentials as often as they like. */
public final class Uncounted {
  public static final Access ACCESS = new Access(Optional.empty(), false, Set.of(), Limits.USUAL.wrongCredentials(0));

  private Uncounted() {}
}
