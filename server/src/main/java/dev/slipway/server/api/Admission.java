package dev.slipway.server.api;

import dev.slipway.server.access.Door;
import dev.slipway.server.page.Cookies;
import dev.slipway.server.page.SignInPages;
import dev.slipway.server.state.Token;

/**
 * Who is let in, and how.
 *
 * @param token the server's own
 * @param door for who shows something
 * @param cookies what browsers keep
 * @param pages on which people sign in
 */
public record Admission(Token token, Door door, Cookies cookies, SignInPages pages) {}
