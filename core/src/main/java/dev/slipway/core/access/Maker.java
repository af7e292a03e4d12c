package dev.slipway.core.access;

import java.util.Set;

/** With which credential a token was made: it never allows more than that one does now. */
public sealed interface Maker {

  /** With the server's own token, which bounds nothing. */
  record Server() implements Maker {}

  /** With another token: what ends that one ends this one too. */
  record WithToken(String id) implements Maker {}

  /** By somebody who signed in, with the groups of then. */
  record SignedIn(String name, Set<String> groups) implements Maker {
    public SignedIn {
      groups = Set.copyOf(groups);
    }
  }
}
