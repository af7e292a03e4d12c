package dev.slipway.server.page;

import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** How pages go to a browser. */
public final class PageAnswer {
  private static final int MOST_ECHOED = 100;

  private PageAnswer() {}

  /** A page. */
  static void html(Context ctx, String page) {
    ctx.header("Content-Security-Policy", Page.POLICY);
    ctx.header("X-Frame-Options", "DENY");
    // With no-referrer a browser would not say either that a form is ours: its Origin would be null.
    ctx.header("Referrer-Policy", "same-origin");
    ctx.result(page).contentType("text/html; charset=utf-8");
  }

  /** The way to another; that it was led here tells nobody from where. */
  static void see(Context ctx, String address) {
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.redirect(address, HttpStatus.SEE_OTHER);
  }

  /** Why something was refused, for people. */
  public static void refused(Context ctx, Refused why, int status) {
    ctx.status(status);
    html(ctx, Page.refused(why));
  }

  /** Words of somebody else, of a length and in a form that nobody minds on a page. */
  static String brief(String said) {
    return said.replaceAll("[^A-Za-z0-9 _.,:-]", "?").substring(0, Math.min(said.length(), MOST_ECHOED));
  }
}
