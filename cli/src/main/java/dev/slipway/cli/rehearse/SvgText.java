package dev.slipway.cli.rehearse;

import dev.slipway.core.text.Markup;
import java.util.Locale;

/** An SVG picture being written: shapes in classes, whose colours its style gives for light and for dark pages. */
final class SvgText {
  private static final String STYLE =
      """
      :root { color-scheme: light dark }
      .page { fill: #ffffff } .panel { fill: #f6f7f9 } .ink { fill: #1c2430 } .faint { fill: #5d6876 }
      .line { stroke: #d5dae1; stroke-width: 1 }
      .bad { fill: #c2410c } .bad-line { stroke: #c2410c } .good { fill: #0f766e } .good-line { stroke: #0f766e } .warn { fill: #92600a }
      .wide { fill-opacity: .16 } .narrow { fill-opacity: .30 } .bar { fill-opacity: .55 } .curve { fill: none; stroke-width: 2 }
      .mark { stroke: #5d6876; stroke-width: 1; stroke-dasharray: 4 3 }
      text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif } .title { font-size: 20px; font-weight: 600 }
      .head { font-size: 14px; font-weight: 600 } .small { font-size: 12px }
      .end { text-anchor: end } .middle { text-anchor: middle }
      @media (prefers-color-scheme: dark) {
        .page { fill: #12161c } .panel { fill: #1a2029 } .ink { fill: #e6eaf0 } .faint { fill: #9aa6b5 } .line { stroke: #323b47 }
        .bad { fill: #fb923c } .bad-line { stroke: #fb923c } .good { fill: #2dd4bf } .good-line { stroke: #2dd4bf } .warn { fill: #e3b341 }
        .mark { stroke: #9aa6b5 }
      }
      """;

  private final StringBuilder out = new StringBuilder();

  SvgText(int width, int height, String title) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(width).append(' ').append(height).append("\" width=\"")
        .append(width)
        .append("\" height=\"").append(height).append("\" role=\"img\">\n<title>").append(Markup.text(title)).append("</title>\n<style>\n")
            .append(STYLE)
        .append("</style>\n");
    box("page", 0, 0, width, height, 0);
  }

  void box(String classes, double x, double y, double width, double height, double radius) {
    tag("rect", "class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"", classes, x, y, width, height, radius);
  }

  void line(String classes, double x1, double y1, double x2, double y2) {
    tag("line", "class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"", classes, x1, y1, x2, y2);
  }

  void path(String classes, String d) {
    tag("path", "class=\"%s\" d=\"%s\"", classes, d);
  }

  void text(String classes, double x, double y, String words) {
    out.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", classes, x, y, Markup.text(words)));
  }

  private void tag(String name, String attributes, Object... values) {
    out.append('<').append(name).append(' ').append(String.format(Locale.ROOT, attributes, values)).append("/>\n");
  }

  /** {@code 12.5 40.0}. */
  static String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }

  String end() {
    return out + "</svg>\n";
  }
}
