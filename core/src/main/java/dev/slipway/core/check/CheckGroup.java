package dev.slipway.core.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What belongs together among the checks. */
public enum CheckGroup {
  /** Whether it lives, is ready, and what it says of its database, cache and other parts. */
  HEALTH("health", When.BOTH),
  /** How it answers requests, right ones and wrong ones. */
  API("api", When.BOTH),
  /** How fast. */
  PERFORMANCE("performance", When.PREVIEW),
  /** What it tells browsers, and what it must not tell anybody. */
  SECURITY_HEADERS("security-headers", When.LIVE),
  /** How it encrypts, and with whose word for who it is. */
  TLS("tls", When.LIVE),
  /** What its users do. */
  FUNCTIONAL("functional", When.PREVIEW),
  /** What it needs of others. */
  INTEGRATION("integration", When.BOTH),
  /** What it does when many ask at once. */
  LOAD("load", When.PREVIEW);

  private final String word;
  private final When usualWhen;

  CheckGroup(String word, When usualWhen) {
    this.word = word;
    this.usualWhen = usualWhen;
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** When it is asked in a rollout where nothing is said: what a router adds can be seen on the live address alone. */
  public When usualWhen() {
    return usualWhen;
  }

  /** The group that is written so. */
  public static Optional<CheckGroup> of(String word) {
    return Arrays.stream(values()).filter(g -> g.word.equals(word)).findFirst();
  }

  /** All that may be written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(CheckGroup::word).toList();
  }
}
