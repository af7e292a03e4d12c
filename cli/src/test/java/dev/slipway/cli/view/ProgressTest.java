package dev.slipway.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.Api;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Terminal terminal(boolean live) {
    return Terminal.to(new PrintStream(out, true, StandardCharsets.UTF_8), live, 5);
  }

  private static JsonNode status(int second, int step, long covered) throws JsonProcessingException {
    return Api.JSON.readTree(
        """
        {"target":"shop/production","at":"2030-01-01T00:00:%02dZ","rollout":{"number":7,"step":%d,"weight":5,
         "judge":{"comparison":"beside-stable",
         "requests":10,"coveredMillis":%d,"metrics":[{"metric":"error-rate","candidate":{"events":1,"total":10,"share":0.1},
         "stable":{"events":0,"total":90,"share":0},"failing":{"ln":1,"needed":5,"share":0.2}}]}}}"""
            .formatted(second, step, covered));
  }

  private long lines() {
    return out.toString(StandardCharsets.UTF_8).lines().count();
  }

  @Test
  void a_log_gets_a_line_every_ten_seconds_and_one_at_each_step() throws Exception {
    Progress progress = new Progress(terminal(false), false);
    for (int second = 0; second < 25; second++) {
      progress.take(status(second, 1, 1000L * second + 1));
    }
    assertEquals(3, lines());
    progress.take(status(25, 2, 500));
    assertEquals(4, lines());
    progress.take(status(59, 2, 500));
    assertEquals(4, lines(), "nothing new was measured");
  }

  @Test
  void json_lines_carry_what_the_judge_has() throws Exception {
    new Progress(terminal(false), true).take(status(3, 1, 1000));
    JsonNode line = Api.JSON.readTree(out.toString(StandardCharsets.UTF_8));
    assertEquals("judge", line.path("type").asText());
    assertEquals(7, line.path("rollout").asLong());
    assertEquals(0.2, line.at("/judge/metrics/0/failing/share").asDouble());
  }

  @Test
  void a_terminal_is_written_only_what_changed_and_no_more_lines_than_it_has() {
    Terminal terminal = terminal(true);
    terminal.draw("one\ntwo\nthree\nfour\nfive\nsix\n");
    assertEquals("\u001b[?7lone\u001b[K\ntwo\u001b[K\nthree\u001b[K\nfour\u001b[K\n\u001b[?7h", out.toString(StandardCharsets.UTF_8));
    out.reset();
    terminal.draw("one\n2\nthree\nfour\nfive\nsix\n");
    assertEquals("\u001b[?7l\u001b[4A\n2\u001b[K\n\n\n\u001b[?7h", out.toString(StandardCharsets.UTF_8));
    out.reset();
    terminal.draw("one\n2\nthree\nfour\nfive\nsix\n");
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    terminal.draw("one\n");
    assertEquals("\u001b[?7l\u001b[4A\n\u001b[J\u001b[?7h", out.toString(StandardCharsets.UTF_8));
  }
}
