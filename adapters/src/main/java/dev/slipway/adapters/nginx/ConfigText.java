package dev.slipway.adapters.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration as it stands in the file: what it was written from, in comments at its head, then what nginx reads. A digest over all
 * of it is in both parts, so that a changed file is told from a written one, and an nginx that serves it from one that does not.
 *
 * @param digest 32 hexadecimal digits
 */
record ConfigText(Written from, String digest, String text) {
  /** Stands for the digest while the digest is computed. */
  static final String DIGEST = "@digest@";

  private static final String HEAD = "# Written by Slipway for ";
  private static final String STAMP = "# slipway ";
  private static final String RECORD = "#| ";
  private static final int DIGEST_CHARS = 32;
  /** nginx reads a comment into a buffer of 4096 bytes, and no longer one. */
  private static final int RECORD_LINE_CHARS = 2_000;

  /** A configuration around its body, in which {@link #DIGEST} stands for the digest. */
  static ConfigText of(Written from, String body) {
    StringBuilder text = new StringBuilder(HEAD).append(from.target())
        .append(". Whoever changes it makes Slipway hold: see docs/routers/nginx.md\n");
    text.append(STAMP).append("epoch ").append(from.epoch()).append(" generation ").append(from.generation())
        .append(" digest ").append(DIGEST).append('\n');
    String json = WrittenJson.write(from);
    for (int i = 0; i < json.length(); i += RECORD_LINE_CHARS) {
      text.append(RECORD).append(json, i, Math.min(json.length(), i + RECORD_LINE_CHARS)).append('\n');
    }
    String whole = text.append(body).toString();
    String digest = Sha256.of(whole).substring(0, DIGEST_CHARS);
    return new ConfigText(from, digest, whole.replace(DIGEST, digest));
  }

  /** Reads a file back; nothing where it is not as it was written. */
  static Optional<ConfigText> parse(String text) {
    List<String> json = new ArrayList<>();
    Optional<String> digest = Optional.empty();
    for (String line : text.lines().takeWhile(l -> l.startsWith("#")).toList()) {
      if (line.startsWith(STAMP)) {
        digest = Optional.of(line.substring(line.lastIndexOf(' ') + 1)).filter(d -> d.matches("[0-9a-f]{" + DIGEST_CHARS + "}"));
      } else if (line.startsWith(RECORD)) {
        json.add(line.substring(RECORD.length()));
      }
    }
    Optional<String> sound = digest.filter(d -> Sha256.of(text.replace(d, DIGEST)).startsWith(d));
    return sound.flatMap(d -> WrittenJson.read(Written.class, String.join("", json)).map(from -> new ConfigText(from, d, text)));
  }

  /** How a file of ours begins. */
  static String ours(String target) {
    return HEAD + target;
  }

  /** Whether Slipway wrote a file once, changed since or not. */
  static boolean isOurs(String text) {
    return text.startsWith(HEAD);
  }
}
