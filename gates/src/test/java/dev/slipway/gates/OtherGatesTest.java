package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.gate.GateResult.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load runs, versions, secrets, placeholders and commands. */
class OtherGatesTest {
  @TempDir Path home;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(home);
  }

  @Test
  void both_of_k6s_summaries_are_read_and_its_own_thresholds_count() {
    folder.with("export.json", """
        {"metrics":{"http_reqs":{"count":1000,"rate":10},"http_req_failed":{"value":0.02,"passes":20,"fails":980},"checks":{"value":0.99},
         "http_req_duration":{"med":10.5,"p(90)":80,"p(95)":150.25,"thresholds":{"p(95)<100":true,"med<20":false}}}}""");
    String said = folder.fails("load=export.json,p95=200ms,errors=5%,checks=99%");
    assertTrue(said.contains("http_req_duration p(95)<100 was crossed") && !said.contains("med<20"), said);
    folder.with("handled.json", """
        {"metrics":{"http_reqs":{"type":"counter","values":{"count":1000}},"http_req_failed":{"values":{"rate":0.02}},
         "http_req_duration":{"values":{"med":10.5,"p(95)":150.25,"p(99)":400},"thresholds":{"p(95)<200":{"ok":true}}}}}""");
    assertTrue(folder.passes("load=handled.json,p95=200ms,p99=0.4s,errors=2%,least-requests=1000").contains("1000 requests"));
    assertTrue(folder.fails("load=handled.json,p95=150ms").contains("p95 is 150.3 ms, and 150.0 ms is allowed"));
    assertTrue(folder.fails("load=handled.json,errors=1.9%").contains("errors are 2.00%"));
    assertTrue(folder.fails("load=handled.json,p90=1s").contains("the report has no p90"));
    assertTrue(folder.fails("load=handled.json,checks=100%").contains("says nothing of checks"));
  }

  @Test
  void jmeters_statistics_and_both_forms_of_its_results_agree() {
    folder.with("statistics.json", "{\"Total\":{\"transaction\":\"Total\",\"sampleCount\":200,\"errorCount\":2,\"medianResTime\":100,"
        + "\"pct1ResTime\":180,"
        + "\"pct2ResTime\":190,\"pct3ResTime\":198}}");
    folder.passes("load=statistics.json,p95=190ms,errors=1%");
    StringBuilder csv = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    StringBuilder xml = new StringBuilder("<?xml version='1.0'?><testResults version='1.2'>");
    for (int i = 1; i <= 200; i++) {
      csv.append("1700000000000,").append(i).append(",\"a, \"\"b\"\"\n c\",200,").append(i > 2).append('\n');
      xml.append("<httpSample t='").append(i).append("' s='").append(i > 2).append("'><httpSample t='99999' s='false'/></httpSample>");
    }
    folder.with("run.jtl", csv.toString()).with("run.xml", xml + "</testResults>");
    for (String file : new String[] {"run.jtl", "run.xml"}) {
      String said = folder.passes("load=" + file + ",p95=192ms,p50=102ms,errors=1%,least-requests=200");
      assertTrue(said.contains("200 requests, errors 1.00%"), said);
      folder.fails("load=" + file + ",p95=189ms");
    }
    folder.with("run.jtl", csv + "1700000000000,12");
    assertTrue(folder.fails("load=run.jtl").startsWith("SLW-6116 "));
  }

  @Test
  void a_version_is_valid_and_newer_or_nobody_can_say() {
    assertEquals(Outcome.PASSED, judge("newer", "1.10.0", "1.9.0", true));
    assertEquals(Outcome.FAILED, judge("newer", "1.9.0", "1.9.0", true));
    assertEquals(Outcome.FAILED, judge("newer", "2.0.0-rc.1", "2.0.0", true));
    assertEquals(Outcome.PASSED, judge("newer", "2.0.0-rc.10", "2.0.0-rc.9", true));
    assertEquals(Outcome.PASSED, judge("newer", "1.0.0", "", true));
    assertEquals(Outcome.UNDECIDED, judge("newer", "1.0.0", "", false));
    assertEquals(Outcome.FAILED, judge("valid", "1.0", "", true));
    assertEquals(Outcome.FAILED, judge("valid", "01.0.0", "", true));
    assertEquals(Outcome.UNDECIDED, judge("valid", "", "", true));
  }

  private Outcome judge(String wanted, String version, String stable, boolean reached) {
    Optional<String> known = Optional.of(stable).filter(s -> !s.isEmpty());
    return folder.judge("version=" + wanted, Optional.of(version).filter(v -> !v.isEmpty()), known, reached).result().outcome();
  }

  @Test
  void secrets_are_found_by_form_and_by_chance_and_never_shown() {
    String aws = "AKIA" + "QWERTYUIOPASDFGH";
    String random = "x9Kd72mQpL0vTz4R" + "bN8s";
    folder.with("src/a.properties", "aws=" + aws + "\ndb.password=" + random + "\nname=value\n");
    folder.with("src/key.pem", "-----BEGIN " + "EC PRIVATE KEY-----\nabc\n");
    folder.with("src/url.txt", "postgres://app:" + "s3cr3tpw9" + "@db.internal/x\n");
    folder.with("src/fine.java", """
        String token = request.header("Authorization");
        password: ${DB_PASSWORD}
        secret_key = config.secret2.value
        apiKey = "your-api-key-here1"
        AKIAIOSFODNN7EXAMPLE
        """);
    String said = folder.judge("secrets=src").details().toString();
    assertTrue(said.contains("aws-access-key in src/a.properties:1") && said.contains("random-value in src/a.properties:2"), said);
    assertTrue(said.contains("private-key in src/key.pem:1") && said.contains("password-in-address in src/url.txt:1"), said);
    assertFalse(said.contains("fine.java") || said.contains(aws) || said.contains(random) || said.contains("s3cr3t"), said);
    String print = said.replaceAll("(?s).*aws-access-key in [^,]*, fingerprint ([0-9a-f]+).*", "$1");
    String allowed = folder.judge("secrets=src,allow=src/key.pem,allow=password-in-address,allow=" + print).details().toString();
    assertTrue(allowed.contains("random-value") && !allowed.contains("aws") && !allowed.contains("key.pem") && !allowed.contains("url"),
        allowed);
    folder.with("long/min.js", "x".repeat(50_000) + " " + aws + " " + "y".repeat(50_000));
    assertTrue(folder.fails("secrets=long").contains("aws-access-key"), "in a long line as well");
    assertTrue(folder.fails("secrets=nowhere").startsWith("SLW-6110 "));
  }

  @Test
  void placeholders_that_nobody_filled_in_are_found() {
    folder.with("conf/app.yaml", "url: #{BaseUrl}#\npassword: CHANGEME\nhost: <your-host>\nok: mastodon todos\nown: @@HOST@@\n");
    String said = folder.judge("placeholders=conf/*.yaml").details().toString();
    assertTrue(said.contains("#{BaseUrl}# in conf/app.yaml:1") && said.contains("CHANGEME") && said.contains("<your-host>"), said);
    assertFalse(said.contains("mastodon") || said.contains("@@"), said);
    assertTrue(folder.judge("placeholders=conf/*.yaml,patterns=@@[A-Z]+@@").details().toString().contains("@@HOST@@"));
    assertTrue(folder.fails("placeholders=conf/*.yaml,patterns=(").startsWith("SLW-6134 "));
    folder.with("conf/good.yaml", "url: https://shop.example\n");
    folder.passes("placeholders=conf/good.yaml");
  }

  @Test
  void a_command_passes_with_0_fails_with_another_and_is_undecided_when_it_cannot_run() {
    folder.passes("command=test \"$SLIPWAY_ENVIRONMENT $SLIPWAY_VERSION\" = 'staging 1.0.0'");
    assertTrue(folder.fails("command=echo first; echo the last line; exit 4").contains("ended with 4: first | the last line"));
    assertTrue(folder.isUndecided("command=/nowhere/check.sh").startsWith("SLW-6132 "));
    assertTrue(folder.isUndecided("command=cat /dev/zero | cat >/dev/null,timeout=200ms").startsWith("SLW-6133 "));
  }
}
