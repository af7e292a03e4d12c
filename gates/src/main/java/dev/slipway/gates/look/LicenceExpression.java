package dev.slipway.gates.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A licence expression of SPDX: identifiers with AND, OR, WITH and parentheses. A text that is none is one name as a whole. */
final class LicenceExpression {
  private static final Pattern TOKEN = Pattern.compile("\\(|\\)|[^\\s()]+");
  private static final int MOST_TOKENS = 2000;

  private final List<String> tokens = new ArrayList<>();
  private final Predicate<String> allowed;
  private int at;

  private LicenceExpression(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  /** Whether what it leaves to choose from may be used. */
  static boolean holds(String text, Predicate<String> allowed) {
    LicenceExpression expression = new LicenceExpression(allowed);
    Matcher m = TOKEN.matcher(text);
    while (m.find() && expression.tokens.size() < MOST_TOKENS) {
      expression.tokens.add(m.group());
    }
    boolean plain = expression.tokens.stream().noneMatch(t -> isWord(t, "AND") || isWord(t, "OR") || isWord(t, "WITH"));
    if (plain) {
      return allowed.test(text.strip().replaceAll("^\\((.*)\\)$", "$1").strip());
    }
    boolean holds = expression.either(0);
    return expression.at == expression.tokens.size() && holds;
  }

  private boolean either(int depth) {
    boolean holds = both(depth);
    while (isNext("OR")) {
      at++;
      boolean other = both(depth);
      holds = holds || other;
    }
    return holds;
  }

  private boolean both(int depth) {
    boolean holds = one(depth);
    while (isNext("AND")) {
      at++;
      boolean other = one(depth);
      holds = holds && other;
    }
    return holds;
  }

  private boolean one(int depth) {
    if (at >= tokens.size() || depth > 50) {
      at = tokens.size() + 1; // not an expression after all: nothing is allowed by it
      return false;
    }
    String token = tokens.get(at++);
    if (token.equals("(")) {
      boolean holds = either(depth + 1);
      at += at < tokens.size() && tokens.get(at).equals(")") ? 1 : tokens.size() + 1;
      return holds;
    }
    if (isNext("WITH") && at + 1 < tokens.size()) {
      String exception = token + " WITH " + tokens.get(at + 1);
      at += 2;
      return allowed.test(exception) || allowed.test(token);
    }
    return allowed.test(token);
  }

  private boolean isNext(String word) {
    return at < tokens.size() && isWord(tokens.get(at), word);
  }

  private static boolean isWord(String token, String word) {
    return token.toUpperCase(Locale.ROOT).equals(word);
  }
}
