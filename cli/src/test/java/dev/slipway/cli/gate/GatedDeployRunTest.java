package dev.slipway.cli.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.InstalledSlipway;
import dev.slipway.cli.InstalledSlipway.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gate from slipway.yaml through a real deploy, with a real server, proxy and service, to the journal. */
class GatedDeployRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUITE = "<testsuite name='s' tests='1' failures='%d'><testcase classname='Shop' name='adds'>"
      + "%s</testcase></testsuite>";

  @TempDir Path home;
  private Optional<InstalledSlipway> installed = Optional.empty();

  @BeforeEach
  void a_service_and_a_slipway() throws IOException {
    installed = Optional.of(InstalledSlipway.in(home));
    Files.writeString(home.resolve("shop-1.0.0.py"), """
        import http.server, os
        http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])), http.server.SimpleHTTPRequestHandler).serve_forever()
        """);
    Files.writeString(home.resolve("slipway.yaml"), """
        service: shop
        artifact: { process: { file: 'shop-${version}.py', run: 'python3 ${artifact}' } }
        environments:
          staging:
            listen: %d
            replicas: 1
            strategy: { blue-green: { bake: 0s } }
            on-no-data: promote
            gates: [ { junit: "reports/*.xml", name: unit-tests }, { version: newer } ]
        """.formatted(InstalledSlipway.freePort()));
    Files.createDirectory(home.resolve("reports"));
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    installed.orElseThrow().close();
  }

  private Run slipway(String... words) throws IOException, InterruptedException {
    return installed.orElseThrow().run(words);
  }

  @Test
  void a_deploy_begins_only_with_passing_tests_and_the_journal_says_what_they_said() throws Exception {
    String plan = slipway("plan", "staging", "1.0.0").out();
    assertTrue(plan.contains("must hold first  unit-tests (junit) reports/*.xml\n"), plan);
    assertTrue(plan.contains("must hold first  version newer\n"), plan);
    Run missing = slipway("deploy", "staging", "1.0.0");
    assertEquals(1, missing.exit(), missing.said());
    assertTrue(missing.said().contains("SLW-6110") && missing.said().contains("SLW-6128")
        && missing.said().contains("Nothing was deployed"), missing.said());
    Files.writeString(home.resolve("reports/TEST-a.xml"), SUITE.formatted(1, "<failure message='2 is not 3'/>"));
    Run failing = slipway("deploy", "staging", "1.0.0");
    assertEquals(1, failing.exit(), failing.said());
    assertTrue(failing.said().contains("Shop.adds failed: 2 is not 3"), failing.said());
    assertEquals("", slipway("audit", "list").out(), "nothing has happened");
    Files.writeString(home.resolve("reports/TEST-a.xml"), SUITE.formatted(0, ""));
    Run deployed = slipway("deploy", "staging", "1.0.0");
    assertEquals(0, deployed.exit(), deployed.said());
    JsonNode gates = JSON.readTree(slipway("history", "staging", "--json").out()).at("/releases/0/gates");
    assertEquals("1 test, 0 skipped, in 1 file", gates.at("/0/said").asText());
    assertTrue(slipway("status", "staging").out().contains("gate unit-tests passed: 1 test"), "the status");
    assertTrue(slipway("audit", "list").out().contains("2 gates passed: unit-tests (1 test, 0 skipped, in 1 file); version (1.0.0 is "
        + "the first one here)"));
    assertEquals(0, slipway("audit", "verify").exit());
    Run older = slipway("gate", "staging", "0.9.0");
    assertEquals(1, older.exit(), older.said());
    assertTrue(older.out().contains("0.9.0 is not newer than 1.0.0, which is stable"), older.out());
  }
}
