package dev.slipway.server;

import dev.slipway.core.spi.Store;
import dev.slipway.engine.Engine;
import dev.slipway.server.access.AccessBook;
import dev.slipway.server.access.AccessService;
import dev.slipway.server.access.Credentials;
import dev.slipway.server.access.LastUsed;
import dev.slipway.server.oidc.HttpFetch;
import dev.slipway.server.oidc.Verifier;
import dev.slipway.server.state.StateFolder;
import dev.slipway.server.state.Token;
import java.time.InstantSource;

/**
 * How people and programs get in.
 *
 * @param credentials says who somebody is
 * @param service says and changes who may do what
 */
record Entry(Credentials credentials, AccessService service) {

  /** Of one server. */
  static Entry of(Token token, Store store, Engine engine, StateFolder folder, InstantSource clock) {
    AccessBook book = new AccessBook(store);
    LastUsed used = new LastUsed(folder);
    return new Entry(new Credentials(token, book, used, new Verifier(new HttpFetch(), clock), clock),
        new AccessService(engine, book, used, clock));
  }
}
