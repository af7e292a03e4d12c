package dev.slipway.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.Api;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidencePictureTest {
  private static final String ERRORS =
      """
      {"metric":"error-rate","candidate":{"events":6,"total":1240,"share":0.004838},
       "stable":{"events":24,"total":23560,"share":0.001018},"burst":1,
       "effect":{"ratio":4.75,"low":2.06,"high":9.9,"alpha":0.0055},
       "failing":{"ln":2.7,"needed":5.193,"share":0.5199,"wrongOneIn":180},
       "passing":{"ln":0.96,"needed":2.9957,"share":0.3204,"wrongOneIn":20,"requestsLeft":2641}}
      """;
  private static final String LATENCY =
      """
      {"metric":"latency > 250ms","candidate":{"events":62,"total":1240,"share":0.05},
       "stable":{"events":1178,"total":23560,"share":0.05},"burst":1,
       "effect":{"ratio":1.0,"low":0.04,"alpha":0.0044},
       "failing":{"ln":-3,"needed":5.416,"share":0,"wrongOneIn":225},"note":"not judged while the candidate warms up"}
      """;

  private static JsonNode judge(String comparison, String... metrics) throws JsonProcessingException {
    return Api.JSON.readTree(
        "{\"method\":\"evidence\",\"comparison\":\"" + comparison + "\",\"requests\":1240,\"coveredMillis\":4000,\"metrics\":["
            + String.join(",", metrics) + "]}");
  }

  private static String picture(JsonNode judge) {
    return new EvidencePicture(Terminal.to(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, 24))
        .of(judge);
  }

  @Test
  void each_metric_has_both_values_the_effect_with_its_bounds_and_how_much_evidence_is_in() throws Exception {
    assertEquals(
        """
          judged on      candidate   stable
          error-rate         0.48%    0.10%  4.8× stable's, at least 2.1×, at most 9.9×
             worse ████░░░░  51%   as good ██░░░░░░  32%, 1,240 of about 3,900 requests
          latency > 250ms       5%       5%  1.0× stable's
             worse ░░░░░░░░   0%, not judged while the candidate warms up
        """,
        picture(judge("beside-stable", ERRORS, LATENCY)));
  }

  @Test
  void of_kayenta_s_judge_the_score_the_windows_so_far_and_each_metric_are_shown() throws Exception {
    JsonNode judge = Api.JSON.readTree(
        """
        {"method":"kayenta","comparison":"beside-stable","metrics":[],
         "kayenta":{"score":50,"grade":"fail","windows":12,"windowsWanted":60,"windowMillis":1000,"metrics":[
          {"metric":"error-rate","classification":"high","candidateWindows":12,"stableWindows":12,"reason":"error-rate is higher"}]}}
        """);
    assertEquals(
        """
          Kayenta's judge: 50 of 100 by now, which is a fail, on 12 of 60 windows of 1s; it speaks when the bake is over
            high    error-rate is higher
        """,
        picture(judge));
    assertEquals(List.of("Kayenta's judge: 50 of 100 by now, which is a fail, on 12 of 60 windows of 1s", "high: error-rate is higher"),
        EvidencePicture.lines(judge));
  }

  @Test
  void where_all_traffic_is_on_the_candidate_it_says_that_only_absolute_tests_remain() throws Exception {
    String picture = picture(judge("absolute", ERRORS));
    assertTrue(picture.endsWith("  all traffic is on the candidate: only absolute tests remain, and what stable was like before\n"),
        picture);
  }

  @Test
  void a_stable_without_errors_has_a_lower_bound_and_one_without_any_events_none() throws Exception {
    String noneOfStable = ERRORS.replace("\"ratio\":4.75,", "").replace("\"high\":9.9,", "");
    assertEquals("stable has none, at least 2.1×", EvidencePicture.effect(Api.JSON.readTree(noneOfStable)));
    String none = "{\"candidate\":{\"events\":0,\"total\":9},\"stable\":{\"events\":0,\"total\":%d}}";
    assertEquals("none on either side so far", EvidencePicture.effect(Api.JSON.readTree(none.formatted(7))));
    assertEquals("nothing of stable's beside it", EvidencePicture.effect(Api.JSON.readTree(none.formatted(0))));
  }

  @Test
  void what_no_number_of_requests_can_show_is_said_and_what_is_shown_is_not_counted_on() throws Exception {
    assertTrue(picture(judge("beside-stable", ERRORS.replace(",\"requestsLeft\":2641", ""))).contains("32%, out of reach as it is\n"));
    String shown = picture(judge("beside-stable", ERRORS.replace("0.3204", "1").replace("2641", "0")));
    assertTrue(shown.contains("as good ████████ 100%\n"), shown);
  }

  @Test
  void a_judge_that_compares_nothing_has_no_picture() throws Exception {
    assertEquals("", picture(judge("none",
        "{\"metric\":\"error-rate\",\"candidate\":{\"events\":0,\"total\":0},\"stable\":{\"events\":0,\"total\":0}}")));
  }

  @Test
  void no_line_is_wider_than_a_hundred_columns() throws Exception {
    String wide =
        ERRORS.replace("4.75", "9123.4").replace("2.06", "1200.2").replace("\"high\":9.9", "\"high\":123456").replace("2641", "98765432");
    String picture = picture(judge("absolute", wide, LATENCY.replace("250ms", "12500ms")));
    picture.lines().forEach(line -> assertTrue(line.length() <= 100, line.length() + ": " + line));
  }

  @Test
  void in_a_log_each_metric_is_one_line() throws Exception {
    assertEquals(
        List.of(
            "error-rate 0.48% against 0.10%: 4.8× stable's, at least 2.1×, at most 9.9×;"
                + " worse 51%, as good 32%, 1,240 of about 3,900 requests",
            "latency > 250ms 5% against 5%: 1.0× stable's; worse 0%, not judged while the candidate warms up"),
        EvidencePicture.lines(judge("beside-stable", ERRORS, LATENCY)));
  }
}
