package dev.slipway.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of Java's grammar for the house rules: what is code, and where methods begin and end. */
final class JavaText {
  /** Comments, text blocks, strings and characters, whichever begins first. */
  private static final Pattern NOT_CODE =
      Pattern.compile("//[^\\n]*|/\\*(?s:.*?)\\*/|\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'");

  /** A method or constructor: an indented line that is no statement, a parameter list, an opening brace. */
  private static final Pattern METHOD =
      Pattern.compile("(?m)^( {2,8})(?!(?:if|for|while|switch|catch|synchronized|return|else|do|try|new|case|throw|yield)\\b)"
          + "[\\w@<>\\[\\], .?&]*?\\b(\\w+)\\([^;{}]*\\)(?:\\s*throws [\\w., ]+)?\\s*\\{ *$");

  private JavaText() {}

  static String codeOf(String text) {
    return NOT_CODE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(blank(found.group())));
  }

  private static String blank(String skipped) {
    boolean literal = skipped.charAt(0) == '"' || skipped.charAt(0) == '\'';
    String inside = skipped.replaceAll("[^\\n]", " ");
    return literal && skipped.length() >= 2 && !skipped.contains("\n") ? "\"" + inside.substring(2) + "\"" : inside;
  }

  /** A method's name and the lines from its first to its closing brace. */
  record Method(String name, int firstLine, int lines) {}

  /** The methods of code that {@link #codeOf} has cleaned. */
  static List<Method> methodsOf(String code) {
    List<Method> methods = new ArrayList<>();
    Matcher head = METHOD.matcher(code);
    while (head.find()) {
      int end = closingBrace(code, head.end());
      int length = 1 + (int) code.substring(head.start(), end).chars().filter(c -> c == '\n').count();
      methods.add(new Method(head.group(2), lineOf(code, head.start()), length));
    }
    return methods;
  }

  static int lineOf(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private static int closingBrace(String code, int afterOpening) {
    int depth = 1;
    for (int at = afterOpening; at < code.length(); at++) {
      char c = code.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return code.length();
  }
}
