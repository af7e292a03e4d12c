package dev.slipway.adapters.prometheus;

import dev.slipway.core.metric.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression whose placeholders are replaced: by exact text where a label is compared, by text that a pattern takes literally where it
 * is matched against one.
 *
 * @param text what Prometheus is asked
 * @param release label values that an answer must have where it has the label at all: what tells the release
 */
record Filling(String text, Map<String, String> release) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w*)\\}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:]+");
  private static final Pattern PATTERN_MARKS = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

  /**
   * Replaces the placeholders.
   *
   * @throws Misunderstanding when one is unknown or stands where it cannot be replaced safely, or when none tells the release
   */
  static Filling of(String expression, Question question) throws Misunderstanding {
    Map<String, String> values = Map.of(
        "release", question.release().value(),
        "version", question.version(),
        "service", question.target().service(),
        "environment", question.target().environment());
    List<Token> tokens = Token.of(expression).stream().filter(t -> t.kind() != Token.Kind.SPACE || !t.text().startsWith("#")).toList();
    List<Token> dense = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Map<String, String> release = new LinkedHashMap<>();
    boolean told = false;
    for (Token token : tokens) {
      String match = dense.isEmpty() ? "" : dense.getLast().text();
      boolean pattern = match.equals("=~") || match.equals("!~");
      String filled = filled(token, values, pattern);
      boolean tells = token.kind() == Token.Kind.TEXT && (match.equals("=") || match.equals("=~")) && names(token);
      told |= tells;
      if (tells && match.equals("=") && dense.size() > 1) {
        release.put(dense.get(dense.size() - 2).text(), replaced(token.inner(), values, false));
      }
      text.append(filled);
      if (token.kind() != Token.Kind.SPACE) {
        dense.add(token);
      }
    }
    if (!told) {
      throw new Misunderstanding("SLW-4502 the expression does not say which release it is about, so that stable and candidate would"
          + " get the same answer: add a label as in {service_version=\"${version}\"} to " + expression);
    }
    return new Filling(text.toString(), release);
  }

  private static boolean names(Token token) {
    return token.text().contains("${release}") || token.text().contains("${version}");
  }

  private static String filled(Token token, Map<String, String> values, boolean pattern) throws Misunderstanding {
    if (token.kind() == Token.Kind.NAME) {
      String name = replaced(token.text(), values, false);
      if (!NAME.matcher(name).matches()) {
        throw new Misunderstanding("SLW-4503 " + token.text() + " would become " + name + ", which is no name in PromQL;"
            + " use placeholders in the values of labels");
      }
      return name;
    }
    if (token.kind() != Token.Kind.TEXT || !PLACEHOLDER.matcher(token.text()).find()) {
      return token.text();
    }
    char quote = token.text().charAt(0);
    if (quote == '`') {
      String raw = replaced(token.inner(), values, pattern);
      if (raw.contains("`")) {
        throw new Misunderstanding("SLW-4503 a value with ` in it cannot stand in " + token.text() + "; use double quotes");
      }
      return "`" + raw + "`";
    }
    return quote + escaped(token.inner(), values, pattern, quote) + quote;
  }

  private static String escaped(String inner, Map<String, String> values, boolean pattern, char quote) throws Misunderstanding {
    Map<String, String> safe = new LinkedHashMap<>();
    for (var value : values.entrySet()) {
      String plain = pattern ? PATTERN_MARKS.matcher(value.getValue()).replaceAll("\\\\$0") : value.getValue();
      safe.put(value.getKey(), plain.replace("\\", "\\\\").replace("" + quote, "\\" + quote).replace("\n", "\\n"));
    }
    return replaced(inner, safe, false);
  }

  private static String replaced(String text, Map<String, String> values, boolean pattern) throws Misunderstanding {
    Matcher found = PLACEHOLDER.matcher(text);
    StringBuilder out = new StringBuilder();
    while (found.find()) {
      String value = values.get(found.group(1));
      if (value == null) {
        throw new Misunderstanding("SLW-4501 there is no placeholder " + found.group()
            + "; use ${release}, ${version}, ${service} or ${environment}");
      }
      String plain = pattern ? PATTERN_MARKS.matcher(value).replaceAll("\\\\$0") : value;
      found.appendReplacement(out, Matcher.quoteReplacement(plain));
    }
    return found.appendTail(out).toString();
  }
}
