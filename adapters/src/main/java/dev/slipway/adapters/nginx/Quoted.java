package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;

/** Words of others inside a configuration: none of them can end a string, name a variable or begin a directive. */
final class Quoted {
  private Quoted() {}

  /** A text; {@code $} is spelled by a variable, for nginx has no escape for it. */
  static String text(String value, Names names) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "${" + names.of("dollar") + "}") + "\"";
  }

  /** A path of a file. */
  static String path(String path) {
    if (!path.matches("[^\"\\\\$\\p{Cntrl}]+")) {
      throw new OutsideException("SLW-4203", "nginx cannot be told of the path " + path
          + ", for it has quotes, backslashes or dollar signs in it. Nothing was written; traffic stays as it is. Choose another path");
    }
    return "\"" + path + "\"";
  }

  /** A regular expression that matches just this text. */
  static String regex(String literal) {
    StringBuilder out = new StringBuilder();
    for (byte each : literal.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && Character.isLetterOrDigit(c) || c == '/' || c == '-' || c == '_';
      out.append(plain ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return out.toString();
  }
}
