package dev.slipway.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.InstalledSlipway;
import dev.slipway.cli.InstalledSlipway.Run;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Checks from slipway.yaml through real deploys, with a real server, proxy and service. */
class ValidatedDeployRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = """
      import http.server, os
      class Shop(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def do_GET(self):
          status = %d if self.path == '/api/orders' else 404 if 'slipway-check' in self.path else 200
          body = b'<script>alert(1)</script>' if self.path == '/' else b'{"orders":[]}'
          self.send_response(status)
          self.send_header('Content-Type', 'application/json')
          self.send_header('Content-Length', str(len(body)))
          self.end_headers()
          if self.command != 'HEAD': self.wfile.write(body)
        do_HEAD = do_GET
        def log_message(self, *words): pass
      http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])), Shop).serve_forever()
      """;

  @TempDir Path home;
  private InstalledSlipway slipway;
  private int port;

  @BeforeEach
  void a_shop_and_a_slipway() throws Exception {
    slipway = InstalledSlipway.in(home);
    port = InstalledSlipway.freePort();
    Files.writeString(home.resolve("shop-1.0.0.py"), SERVICE.formatted(200));
    Files.writeString(home.resolve("shop-2.0.0.py"), SERVICE.formatted(500));
    Files.writeString(home.resolve("slipway.yaml"), """
        service: shop
        artifact: { process: { file: 'shop-${version}.py', run: 'python3 ${artifact}' } }
        health: { ready: /ready }
        environments:
          staging:
            listen: %d
            replicas: 1
            strategy: { blue-green: { bake: 0s } }
            on-no-data: promote
            validate:
              - health
              - { get: /api/orders, json: { "$.orders": null }, name: no orders, warn: true }
              - { get: /api/orders, name: orders, when: live }
              - { load: 4 concurrent for 1s, path: /ready, errors: 0 }
              - { run: 'test -f slipway.yaml', name: in the folder of slipway.yaml }
        """.formatted(port));
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    slipway.close();
  }

  @Test
  void a_release_whose_live_check_fails_goes_back_and_says_which() throws Exception {
    Run plan = slipway.run("plan", "staging", "1.0.0");
    assertTrue(plan.out().contains("ask the live address: health; "), plan.out());
    Run first = slipway.run("deploy", "staging", "1.0.0");
    assertEquals(0, first.exit(), first.said());
    Run second = slipway.run("deploy", "staging", "2.0.0");
    assertEquals(1, second.exit(), second.said());
    assertTrue(second.said().contains("on the live address: api orders: GET /api/orders → 500"), second.said());
    String journal = slipway.run("audit", "list").out();
    assertTrue(journal.contains("runs the checks of 2.0.0") && journal.contains("on the live address"), journal);
    assertTrue(journal.contains("1 warned"), journal);
    assertEquals(0, slipway.run("audit", "verify").exit());
    afterwards();
  }

  /** A report that somebody finds a year later says of what it is, and from when. */
  private void named(JsonNode json, Element suites, String page) {
    String at = json.path("at").asText();
    assertTrue(Duration.between(Instant.parse(at), Instant.now()).abs().toMinutes() < 10, at);
    String address = "http://127.0.0.1:" + port;
    assertEquals(List.of("shop", "staging", address),
        Stream.of("service", "environment", "address").map(k -> json.path(k).asText()).toList());
    assertEquals("slipway validate shop/staging at " + address, suites.getAttribute("name"));
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertEquals(at, suite.getAttribute("timestamp") + "Z");
    assertEquals("staging", ((Element) suite.getElementsByTagName("property").item(1)).getAttribute("value"));
    assertTrue(page.contains("<h1>shop in staging</h1>") && page.contains(address) && page.contains("<time>" + at + "</time>"), page);
  }

  /** What is stable again is asked without a server of ours. */
  private void afterwards() throws Exception {
    Run all = slipway.run("validate", "staging", "--json", "--junit", "checks.xml", "--html", "checks.html");
    assertEquals(0, all.exit(), all.said());
    JsonNode json = JSON.readTree(all.out());
    assertTrue(json.at("/counts/passed").asInt() + json.at("/counts/warned").asInt() >= 25, all.out());
    assertEquals(0, json.at("/counts/failed").asInt());
    Element suites = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(home.resolve("checks.xml"))))).getDocumentElement();
    assertEquals(json.path("checks").size(), suites.getElementsByTagName("testcase").getLength());
    assertEquals(json.at("/counts/skipped").asText(), suites.getAttribute("skipped"));
    String page = Files.readString(home.resolve("checks.html"));
    assertTrue(page.contains("content security policy") && !page.contains("<script"), page);
    named(json, suites, page);
    Run table = slipway.run("validate", "staging", "--group", "health");
    assertTrue(table.out().startsWith("health\n") && !table.out().contains("security-headers"), table.out());
    assertEquals(2, slipway.run("validate", "staging", "--group", "helth").exit());
    Run unwritten = slipway.run("validate", "staging", "--group", "health", "--html", "nowhere/checks.html");
    assertEquals(2, unwritten.exit());
    assertTrue(unwritten.out().startsWith("health\n") && unwritten.said().contains("SLW-6303 "), unwritten.said());
    Files.writeString(home.resolve("strict.yaml"), Files.readString(home.resolve("slipway.yaml"))
        .replace("- health\n", "- { get: /slipway-check, name: nowhere }\n"));
    Run failed = slipway.run("validate", "staging", "-f", "strict.yaml", "--group", "api");
    assertEquals(1, failed.exit(), failed.said());
    assertTrue(failed.out().contains("nowhere"), failed.out());
    assertEquals(2, slipway.run("validate", "staging", "--address", "ftp://x").exit());
    Run nobody = slipway.run("validate", "staging", "--address", "http://127.0.0.1:" + InstalledSlipway.freePort());
    assertEquals(3, nobody.exit());
    assertTrue(nobody.said().contains("SLW-6300 nobody answers at"), nobody.said());
    assertFalse(nobody.said().contains("Exception"), nobody.said());
  }
}
