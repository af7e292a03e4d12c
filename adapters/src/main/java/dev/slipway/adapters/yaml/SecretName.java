package dev.slipway.adapters.yaml;

import java.util.regex.Pattern;

/** Which variables hold secrets, as far as their names and values tell. */
final class SecretName {
  /** A value that says where the secret is, in place of the secret. */
  static final Pattern REFERENCE = Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:/[^{}\\n]+)}");

  private static final Pattern NAME = Pattern.compile(
      "(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|"
          + "API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_?KEY|ENCRYPTION_?KEY)");
  /** An address with the password of who calls there (RFC 3986, 3.2.1). */
  private static final Pattern WITH_PASSWORD = Pattern.compile(".*://[^/\\s:@]*:[^/\\s@]+@.*", Pattern.DOTALL);

  private SecretName() {}

  static boolean plainSecret(String name, String value) {
    return !value.isEmpty() && (NAME.matcher(name).matches() || WITH_PASSWORD.matcher(value).matches());
  }
}
