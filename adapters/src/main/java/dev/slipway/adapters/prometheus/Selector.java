package dev.slipway.adapters.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression takes from the store: a metric with the labels it is narrowed by.
 *
 * @param text as an instant selector
 * @param metric its name, absent when only a pattern or labels say which
 * @param labels names of the labels that a series must have to be selected
 */
record Selector(String text, Optional<String> metric, Set<String> labels) {
  /** Every one costs a part of a query. */
  static final int MOST = 10;

  private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "atan2", "inf", "nan", "start", "end");

  /** Functions that make a rate of a counter: where the counter itself is wanted they are a mistake. */
  private static final Set<String> GROWTH = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "xrate", "xincrease");

  /**
   * The selectors of an expression.
   *
   * @throws Misunderstanding when there is none, there are too many, or one looks at another time than the one that is judged
   */
  static List<Selector> of(String expression) throws Misunderstanding {
    List<Token> tokens = Token.of(expression).stream().filter(t -> t.kind() != Token.Kind.SPACE).toList();
    List<Selector> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : new Token(Token.Kind.SPACE, "");
      if (token.is("offset") || token.is("@")) {
        throw new Misunderstanding("SLW-4504 " + token.text() + " asks about another time than the one that is judged; leave it out of "
            + expression + ", and say lag where the source is late");
      } else if (token.is("[")) {
        i = closing(tokens, i, "]");
      } else if (GROUPING.contains(token.text()) && token.kind() == Token.Kind.NAME && next.is("(")) {
        i = closing(tokens, i, ")");
      } else if (token.is("{")) {
        int end = closing(tokens, i, "}");
        found.add(braces(Optional.empty(), tokens.subList(i, end + 1)));
        i = end;
      } else if (isMetric(token, next)) {
        int end = next.is("{") ? closing(tokens, i, "}") : i;
        found.add(braces(Optional.of(token.text()), tokens.subList(i + 1, end + 1)));
        i = end;
      }
    }
    if (found.isEmpty() || found.size() > MOST) {
      throw new Misunderstanding("SLW-4505 " + (found.isEmpty() ? "no metric" : "more than " + MOST + " metrics") + " in " + expression);
    }
    return found;
  }

  /** The function in an expression that makes a rate of a counter, if there is one. */
  static Optional<String> growthFunction(String expression) {
    List<Token> tokens = Token.of(expression).stream().filter(t -> t.kind() != Token.Kind.SPACE).toList();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).kind() == Token.Kind.NAME && GROWTH.contains(tokens.get(i).text()) && tokens.get(i + 1).is("(")) {
        return Optional.of(tokens.get(i).text());
      }
    }
    return Optional.empty();
  }

  /** A name that is neither a function, an aggregation with its grouping behind it, nor a word of the language. */
  private static boolean isMetric(Token token, Token next) {
    return token.kind() == Token.Kind.NAME && !next.is("(") && !next.is("by") && !next.is("without")
        && !GROUPING.contains(token.text()) && !WORDS.contains(token.text().toLowerCase(Locale.ROOT));
  }

  private static int closing(List<Token> tokens, int from, String mark) {
    int i = from;
    while (i < tokens.size() - 1 && !tokens.get(i).is(mark)) {
      i++;
    }
    return i;
  }

  private static Selector braces(Optional<String> name, List<Token> tokens) {
    Optional<String> metric = name;
    Set<String> labels = new LinkedHashSet<>();
    StringBuilder text = new StringBuilder(name.orElse(""));
    for (int i = 0; i < tokens.size(); i++) {
      text.append(tokens.get(i).text());
      boolean compared = tokens.get(i).kind() == Token.Kind.MATCH && i > 0 && i + 1 < tokens.size();
      boolean alone = tokens.get(i).kind() == Token.Kind.TEXT && i > 0 && tokens.get(i - 1).text().matches("[{,]")
          && tokens.get(i + 1).text().matches("[},]");
      if (alone) {
        metric = Optional.of(tokens.get(i).inner());
      } else if (compared && !tokens.get(i).text().startsWith("!") && !tokens.get(i + 1).inner().isEmpty()) {
        String label = tokens.get(i - 1).inner();
        if (!label.equals("__name__")) {
          labels.add(label);
        } else if (tokens.get(i).is("=")) {
          metric = Optional.of(tokens.get(i + 1).inner());
        }
      }
    }
    return new Selector(text.toString(), metric, labels);
  }
}
