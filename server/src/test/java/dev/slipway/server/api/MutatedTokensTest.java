package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.Uncounted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of tokens that are nearly right. */
@Timeout(600)
class MutatedTokensTest {
  private static final int TOKENS = 5_000;
  private static final String DIGITS = "0123456789abcdef";
  @TempDir Path home;

  @Test
  void of_thousands_of_tokens_that_are_nearly_right_none_opens_anything() throws Exception {
    try (RunningServer server = new RunningServer(home, Uncounted.ACCESS)) {
      String ann = Asking.token(server, "ann", "admin@*/*");
      String bob = Asking.token(server, "bob", "viewer@shop/staging");
      int refused = 0;
      for (int seed = 0; seed < TOKENS; seed++) {
        String mutated = mutated(ann, bob, server.token(), new Random(seed));
        if (!mutated.equals(ann) && !mutated.equals(bob) && !mutated.equals(server.token())) {
          assertEquals(401, Asking.as(server, mutated, "GET", "/whoami", "").status(), "seed " + seed + ": " + mutated);
          refused++;
        }
      }
      assertTrue(refused > TOKENS * 9 / 10, "only " + refused + " were other ones");
      assertEquals(200, Asking.as(server, ann, "GET", "/whoami", "").status());
    }
  }

  private static String mutated(String ann, String bob, String own, Random random) {
    int at = 4 + random.nextInt(ann.length() - 4);
    char digit = DIGITS.charAt(random.nextInt(DIGITS.length()));
    return switch (random.nextInt(11)) {
      case 0 -> flipped(ann, random);
      case 1 -> ann.substring(0, at) + digit + ann.substring(at + 1);
      case 2 -> checked(ann.substring(0, at) + digit + ann.substring(at + 1));
      case 3 -> ann.substring(0, at);
      case 4 -> ann + digit;
      case 5 -> ann.substring(0, at) + ann.substring(at).toUpperCase(Locale.ROOT) + (at % 2 == 0 ? "" : " x");
      case 6 -> checked(bob.substring(0, 16) + ann.substring(16));
      case 7 -> checked(ann.substring(0, 16) + bob.substring(16));
      case 8 -> flipped(own, random);
      case 9 -> own.substring(0, random.nextInt(own.length()));
      default -> ann.substring(0, at) + ann.substring(Math.min(ann.length(), at + 1)) + ann.charAt(at);
    };
  }

  /** One bit of one character; what no header may hold becomes another letter. */
  private static String flipped(String token, Random random) {
    char[] all = token.toCharArray();
    int at = random.nextInt(all.length);
    char other = (char) (all[at] ^ (1 << random.nextInt(7)));
    all[at] = other <= ' ' || other > '~' ? 'z' : other;
    return new String(all);
  }

  /** With the checksum that it should have. */
  private static String checked(String token) {
    String begin = token.substring(0, 81);
    CRC32 crc = new CRC32();
    crc.update(begin.getBytes(StandardCharsets.US_ASCII));
    return begin + HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
