package dev.slipway.server;

import dev.slipway.core.spi.Store;
import dev.slipway.engine.Engine;
import dev.slipway.server.access.AccessBook;
import dev.slipway.server.access.AccessService;
import dev.slipway.server.access.Attempts;
import dev.slipway.server.access.BrowserSessions;
import dev.slipway.server.access.Credentials;
import dev.slipway.server.access.Door;
import dev.slipway.server.access.LastUsed;
import dev.slipway.server.api.Admission;
import dev.slipway.server.oidc.CodeFlow;
import dev.slipway.server.oidc.HttpFetch;
import dev.slipway.server.oidc.Providers;
import dev.slipway.server.oidc.Verifier;
import dev.slipway.server.page.Cookies;
import dev.slipway.server.page.SignInPages;
import dev.slipway.server.state.StateFolder;
import dev.slipway.server.state.Token;
import java.time.InstantSource;

/**
 * How people and programs get in.
 *
 * @param admission lets in whom it knows
 * @param service says and changes who may do what
 * @param sessions who is signed in in a browser
 */
record Entry(Admission admission, AccessService service, BrowserSessions sessions) {

  /** Of one server. */
  static Entry of(Token token, Store store, Engine engine, StateFolder folder, ServerOptions options, InstantSource clock) {
    AccessBook book = new AccessBook(store);
    LastUsed used = new LastUsed(folder);
    HttpFetch http = new HttpFetch();
    Verifier verifier = new Verifier(http, clock);
    BrowserSessions sessions = new BrowserSessions(engine, book, clock);
    Credentials credentials = new Credentials(token, book, used, verifier, sessions, clock);
    Door door = new Door(credentials, new Attempts(options.access().limits().wrongCredentials(), clock));
    Cookies cookies = new Cookies(options.access().address());
    AccessService service = new AccessService(engine, book, used, clock);
    CodeFlow flow = new CodeFlow(new Providers(http, clock), http, verifier, options.clientSecrets());
    return new Entry(new Admission(token, door, cookies, new SignInPages(sessions, service, flow, door, cookies, clock)), service,
        sessions);
  }
}
