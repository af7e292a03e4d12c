package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schema and readers must agree on every file: neither may pass what the other cannot work with, and neither may break. */
class MutatedFileTest {
  private static final String FULL =
      """
      service: shop
      artifact:
        process:
          file: dist/shop-${version}.jar
          run: java -jar ${artifact}
      health:
        ready: /ready
        interval: 1s
      env:
        LOG: info
      environments:
        staging:
          platform: process
          replicas: 4
          router: embedded
          listen: 8080
          tls:
            certificate: c.pem
            key: k.pem
          sticky:
            cookie: who
          drain: 10s
          stop-grace: 5s
          memory: 256MB
          strategy:
            canary:
              steps:
                - weight: 5%
                  bake: 1m
                  hold: true
                - 100%
              bake: 2m
          progress-deadline: 5m
          keep-stable: 1h
          rollback-when:
            - error-rate > 1% for 1m
            - failures > 10 per 1h
          gates:
            - error-rate < 1%
          judge:
            method: evidence
            false-alarms: 1%
            false-passes: 5%
            errors:
              worse: 1.2x
              floor: 0.1%
              harm: 2
              harm-floor: 0.3%
            latency:
              margin: 10%
            burst: 5
            warm-up:
              time: 60s
              requests: 500
            least-requests: 500
            least-coverage: 90%
            split-tolerance: 10%
            objective:
              availability: 99.9%
              harm-share: 1%
              burn-alerts: true
            saturation:
              cpu: 90%
              memory: off
            on-inconclusive: hold
            on-error: hold
          metrics:
            sources:
              main:
                prometheus: "http://127.0.0.1:9090"
                timeout: 5s
                lag: 15s
              trial:
                csv: m.csv
            failures:
              source: main
              count: "f{release=${release}}"
            checkout:
              source: trial
              bad: b
              total: t
            depth:
              source: trial
              level: d
          on-no-data: hold
          validate:
            - get: /a
              status: 200
              under: 1s
              contains: ok
          hooks:
            before:
              - name: m
                run: ./m
                timeout: 1m
                idempotent: true
        rolling:
          listen: 8081
          strategy:
            rolling:
              batch: 2
              surge: 1
              bake: 1m
      """;

  private static final List<String> VALUES =
      List.of("", "~", "7", "-1", "99999999999999999999", "1.5", "1e9999", "0x1F", "true", "word", "\"\"", "{}", "[]", "[1]", "{ a: b }",
          "[[{}]]", "${x}", "100%", "0s", "'é'", "null", ".inf", ".nan", "2001-01-01");

  @Test
  void no_value_anywhere_breaks_the_reader_and_a_broken_file_always_names_a_line_of_its_own() {
    List<String> lines = FULL.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(": ");
      String head = colon >= 0 ? lines.get(i).substring(0, colon + 2) : lines.get(i) + " ";
      for (String value : VALUES) {
        assertToldOrUnderstood(lines, i, head + value);
      }
    }
  }

  @Test
  void no_line_can_be_left_out_without_a_word_or_a_meaning() {
    List<String> lines = FULL.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      assertToldOrUnderstood(lines, i, "");
      assertToldOrUnderstood(lines, i, lines.get(i).replaceFirst("([a-z])", "$1x"));
    }
  }

  @Test
  void no_beginning_of_a_file_breaks_the_reader() {
    for (int length = 0; length < FULL.length(); length++) {
      SlipwayYaml.read(FULL.substring(0, length), "cut.yaml");
    }
  }

  @Test
  void the_file_that_is_changed_is_valid_itself() {
    assertEquals(ReadResult.Valid.class, SlipwayYaml.read(FULL, "full.yaml").getClass());
  }

  private static void assertToldOrUnderstood(List<String> lines, int index, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    String text = String.join("\n", changed) + "\n";
    try {
      if (SlipwayYaml.read(text, "changed.yaml") instanceof ReadResult.Invalid invalid) {
        assertNotEquals(List.of(), invalid.problems());
      }
    } catch (RuntimeException e) {
      fail("line " + (index + 1) + " as \"" + line + "\" breaks the reader", e);
    }
  }
}
