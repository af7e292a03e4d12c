package dev.slipway.adapters.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a PromQL expression, as far as telling metrics, labels and text apart takes it. Placeholders count as letters, so that an
 * expression can be read before they are replaced.
 *
 * @param kind what it is
 * @param text as written, with quotes
 */
record Token(Kind kind, String text) {

  /** What a word is. */
  enum Kind {
    SPACE,
    TEXT,
    NAME,
    NUMBER,
    MATCH,
    MARK
  }

  private static final Pattern FORM = Pattern.compile(
      "(?<SPACE>\\s+|#[^\\n]*)"
          + "|(?<TEXT>\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|`[^`]*`)"
          + "|(?<NAME>(?:[A-Za-z_:]|\\$\\{\\w*\\})(?:[A-Za-z0-9_:]|\\$\\{\\w*\\})*)"
          + "|(?<NUMBER>\\.?[0-9](?:[eE][+-]?[0-9]|[0-9A-Za-z_.])*)"
          + "|(?<MATCH>=~|!~|!=|==?)"
          + "|(?<MARK>.)",
      Pattern.DOTALL);

  /** The words of an expression; put together again, they are the expression. */
  static List<Token> of(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher found = FORM.matcher(expression);
    while (found.find()) {
      for (Kind kind : Kind.values()) {
        if (found.group(kind.name()) != null) {
          tokens.add(new Token(kind, found.group()));
        }
      }
    }
    return tokens;
  }

  boolean is(String mark) {
    return text.equals(mark) && kind != Kind.TEXT;
  }

  /** What a text says, without its quotes; escapes are kept where only names are compared. */
  String inner() {
    return kind == Kind.TEXT ? text.substring(1, text.length() - 1) : text;
  }
}
