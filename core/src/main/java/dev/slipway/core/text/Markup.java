package dev.slipway.core.text;

/** Text within HTML, XML and SVG: nothing in it is taken for markup. */
public final class Markup {
  private Markup() {}

  /** Between tags. */
  public static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Between tags and in attributes. */
  public static String escaped(String text) {
    return text(text).replace("\"", "&quot;").replace("'", "&#39;");
  }
}
