package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files made to take all memory, all of the stack or all of the time of whoever reads them. */
@Timeout(60)
final class YamlBombTest {

  private static String laughs() {
    StringBuilder text = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'k'; c++) {
      char before = (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [").append(("*" + before + ",").repeat(8)).append("*").append(before).append("]\n");
    }
    return text.toString();
  }

  @Test
  void a_bomb_is_a_bad_file_like_any_other() {
    List<String> bombs =
        List.of(
            laughs(), "[".repeat(500_000), "{a: ".repeat(200_000), "- ".repeat(400_000), "a: &a [*a]", "&a a: *a", "? ".repeat(100_000),
            "a: " + "\"".repeat(500_001), "env: { A: ${" + "x".repeat(900_000) + "} }", "x".repeat(1 << 20), "a: 1\n".repeat(200_000));
    for (String bomb : bombs) {
      String begins = bomb.substring(0, Math.min(30, bomb.length()));
      assertTrue(SlipwayYaml.read(bomb, "slipway.yaml") instanceof ReadResult.Invalid, begins);
    }
  }
}
