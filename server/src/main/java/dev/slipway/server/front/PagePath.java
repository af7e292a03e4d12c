package dev.slipway.server.front;

import java.util.Set;

/** Where pages for people lie, beside the API. */
public final class PagePath {
  /** Who you are here. */
  public static final String HOME = "/";

  /** Begins to sign in. */
  public static final String SIGN_IN = "/sign-in";

  /** Where providers send people back to. */
  public static final String CALLBACK = "/sign-in/callback";

  /** Ends a sign-in. */
  public static final String SIGN_OUT = "/sign-out";

  private static final Set<String> ALL = Set.of(HOME, SIGN_IN, CALLBACK, SIGN_OUT);

  private PagePath() {}

  /** Whether there is a page, which says by itself who may see what. */
  public static boolean is(String path) {
    return ALL.contains(path);
  }

  /** Whether a link elsewhere may lead there: to look at it changes nothing that the browser has not begun itself. */
  static boolean linked(String method, String path) {
    return method.equals("GET") && is(path);
  }
}
