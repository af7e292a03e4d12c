package dev.slipway.gates.look;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What secrets look like. The forms are those that the issuers of tokens publish; everything else is told by how random it is. */
final class SecretRules {
  /** Bits per character; English words and identifiers stay below, 20 random characters of base 64 above. */
  private static final double LEAST_ENTROPY = 3.5;
  private static final int LEAST_LENGTH = 12;
  private static final int FINGERPRINT = 12;

  /** One form: a text that must be in the line, so that most lines cost one look, and the whole form. */
  private record Form(String rule, String hint, Pattern pattern) {}

  private static final List<Form> FORMS =
      List.of(
          form("aws-access-key", "A", "\\b((?:AKIA|ASIA)[A-Z2-7]{16})\\b"),
          form("github-token", "gh", "\\b(gh[pousr]_[A-Za-z0-9]{36,255})\\b"),
          form("github-token", "github_pat_", "\\b(github_pat_[A-Za-z0-9_]{60,255})\\b"),
          form("gitlab-token", "gl", "\\b(gl(?:pat|dt|rt|ptt|oas)-[A-Za-z0-9_-]{20,255})"),
          form("slack-token", "xox", "\\b(xox[abeoprs]-[A-Za-z0-9-]{10,255})"),
          form("slack-webhook", "hooks.slack.com", "(https://hooks\\.slack\\.com/services/T[A-Za-z0-9]+/B[A-Za-z0-9]+/[A-Za-z0-9]{16,})"),
          form("stripe-key", "_live_", "\\b((?:sk|rk)_live_[A-Za-z0-9]{16,255})"),
          form("google-api-key", "AIza", "\\b(AIza[A-Za-z0-9_-]{35})"),
          form("npm-token", "npm_", "\\b(npm_[A-Za-z0-9]{36})\\b"),
          form("pypi-token", "pypi-AgEI", "\\b(pypi-AgEI[A-Za-z0-9_-]{50,})"),
          form("sendgrid-key", "SG.", "\\b(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})"),
          form("azure-storage-key", "AccountKey=", "AccountKey=([A-Za-z0-9+/]{86}==)"),
          form("private-key", "PRIVATE KEY",
              "(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----)(?:\\s*$|\\s*\\\\[nr]|\\s*[A-Za-z0-9+/]{20})"),
          form("json-web-token", "eyJ", "\\b(eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,})"),
          form("password-in-address", "://", "[a-z][a-z0-9+.-]{1,20}://[^/\\s:@\"'${}<>]{1,100}:([^/\\s:@\"'${}<>#*]{6,100})@[A-Za-z0-9]"));

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?:passw(?:or)?d|passwd|pwd|secret|token|(?:api|access|account|private)[_-]?key|credentials?)[A-Za-z0-9_-]{0,20}"
              + "[\"']?\\s{0,5}(?::=|[:=]|=>)\\s{0,5}[\"']?([A-Za-z0-9+/=_!@$%^&*~.-]{" + LEAST_LENGTH + ",200})");
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_.-]+|[0-9.]+|[A-Z0-9_]+|.*(?i:example|changeme|placeholder|redacted|xxxx|dummy|your).*");

  private SecretRules() {}

  /** One secret in a line. */
  record Hit(String rule, String fingerprint) {}

  static List<Hit> in(String line) {
    List<Hit> hits = new ArrayList<>();
    for (Form form : FORMS) {
      if (line.contains(form.hint())) {
        Matcher m = form.pattern().matcher(line);
        while (m.find()) {
          if (!isDocumented(m.group(1))) {
            hits.add(new Hit(form.rule(), fingerprint(m.group(1))));
          }
        }
      }
    }
    if (hits.isEmpty() && (line.indexOf('=') >= 0 || line.indexOf(':') >= 0)) {
      assigned(line, hits);
    }
    return hits;
  }

  private static void assigned(String line, List<Hit> hits) {
    Matcher m = ASSIGNED.matcher(line);
    while (m.find()) {
      String value = m.group(1);
      boolean called = m.end(1) < line.length() && "([{".indexOf(line.charAt(m.end(1))) >= 0;
      if (!called && !PLAIN.matcher(value).matches() && isMixed(value) && entropy(value) >= LEAST_ENTROPY) {
        hits.add(new Hit("random-value", fingerprint(value)));
      }
    }
  }

  /** Issuers' own examples say so in themselves. */
  private static boolean isDocumented(String value) {
    return value.toUpperCase(Locale.ROOT).contains("EXAMPLE");
  }

  /** Digits and letters both; and no path of a program, as {@code config.token2.value()}. */
  private static boolean isMixed(String value) {
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean letter = value.chars().anyMatch(Character::isLetter);
    return digit && letter && !value.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+") && !value.startsWith("/")
        && !value.startsWith("$");
  }

  /** Shannon's, in bits per character. */
  static double entropy(String text) {
    Map<Integer, Integer> counts = new HashMap<>();
    text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / text.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  private static String fingerprint(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Form form(String rule, String hint, String pattern) {
    return new Form(rule, hint, Pattern.compile(pattern));
  }
}
