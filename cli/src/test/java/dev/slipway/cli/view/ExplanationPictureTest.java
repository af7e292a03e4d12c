package dev.slipway.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.client.Api;
import org.junit.jupiter.api.Test;

class ExplanationPictureTest {
  private static final String FAILING =
      """
      {"sequence":117,"target":"shop/production","rollout":3,"release":"1.3.0-failing-a81d201d",
       "at":"2030-01-01T00:00:00Z","step":1,"weight":5,
       "verdict":"failing","by":"judge","sentence":"error-rate: the candidate's is worse; wrong at most 1 time in 180",
       "budget":{"method":"evidence","alpha":0.01,"attempt":0,"errors":0.00556,"latency":0.00444,"beta":0.05},
       "metrics":[{"metric":"error-rate","candidate":{"events":3,"total":60,"share":0.05},
         "stable":{"events":0,"total":1148,"share":0},"burst":1,
         "effect":{"low":2.6,"alpha":0.0055}}],
       "tests":[{"metric":"error-rate","test":"worse: more than 1.2× stable's","ln":6.5741,"needed":5.193,"theta":0.05556},
         {"metric":"error-rate","test":"as good: half staked on each","ln":-1.4463,"needed":2.9957}],
       "batches":{"count":6,"firstSequence":112,"lastSequence":117,"coveredMillis":4000,"candidate":{"requests":60,"errors":3},
         "stable":{"requests":1148,"errors":0},
         "last":{"coveredMillis":718,"counted":true,"candidate":{"requests":10,"errors":1},"stable":{"requests":204,"errors":0}}},
       "records":117,"same":true}
      """;

  @Test
  void every_number_of_a_verdict_is_printed_and_whether_it_comes_out_the_same() throws Exception {
    String picture = ExplanationPicture.of(Api.JSON.readTree(FAILING));
    assertEquals(
        """
        : shop/production #3 to 1.3.0-failing-a81d201d, step 1, 5% of traffic
        verdict: failing
          error-rate: the candidate's is worse; wrong at most 1 time in 180

          counted                          candidate                   stable      φ
          error-rate                     3 of 60  5%           0 of 1,148  0%   1.00
                            stable has none, at least 2.6×

          test                                                           ln E   needed   last θ₀
          error-rate  worse: more than 1.2× stable's                   6.5741   5.1930   0.05556 ✔
          error-rate  as good: half staked on each                    -1.4463   2.9957

          judge evidence, α 0.01 a rollout, attempt 1: 0.00556 on errors, 0.00444 on latency; β 0.05
          6 batches in records 112 to 117, 4s covered: candidate 3 errors of 60, stable 0 errors of 1,148
          the last: 718ms, candidate 1 errors of 10, stable 0 errors of 204

        recomputed from 117 journaled inputs: the same
        """,
        picture.substring(picture.indexOf(": shop")));
    picture.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  @Test
  void of_kayenta_s_judge_it_prints_what_it_compared_and_no_budget() throws Exception {
    String picture = ExplanationPicture.of(Api.JSON.readTree(
        """
        {"sequence":9,"target":"shop/production","rollout":1,"release":"1.3.0","at":"2030-01-01T00:00:00Z","verdict":"failing","by":"judge",
         "sentence":"Kayenta's judge: 50","metrics":[],"tests":[],"records":9,"same":true,
         "kayenta":{"score":50,"grade":"fail","windows":60,"windowsWanted":60,"windowMillis":1000,"metrics":[
          {"metric":"error-rate","classification":"high","candidateWindows":60,"stableWindows":60,"reason":"error-rate is higher"},
          {"metric":"p95","classification":"pass","candidateWindows":60,"stableWindows":60,"reason":"p95 is alike"}]}}
        """));
    assertTrue(picture.contains(
        """

          Kayenta's judge: 50 of 100 by now, which is a fail, on 60 of 60 windows of 1s
            high    error-rate is higher
            pass    p95 is alike
        """), picture);
    assertFalse(picture.contains("α"), picture);
  }

  @Test
  void what_differs_is_named_with_its_record() throws Exception {
    String picture = ExplanationPicture.of(Api.JSON.readTree(FAILING.replace("\"same\":true",
        "\"same\":false,\"differs\":{\"sequence\":115,\"how\":\"another state\"}")));
    assertTrue(picture.contains("recomputed from 117 journaled inputs: NOT the same. Record 115: another state\n"), picture);
  }

  @Test
  void a_verdict_by_rule_says_so_and_has_no_tests() throws Exception {
    String rule =
        """
        {"sequence":30,"target":"shop/production","rollout":2,"release":"1.2.0","at":"2030-01-01T00:00:00Z","step":1,
         "verdict":"no-data","by":"rule",
         "sentence":"the candidate got no requests","metrics":[],"tests":[],"records":30,"same":true}
        """;
    String picture = ExplanationPicture.of(Api.JSON.readTree(rule));
    assertTrue(picture.contains("verdict: no data, by rule and not from measurements\n  the candidate got no requests\n\nrecomputed"),
        picture);
  }
}
