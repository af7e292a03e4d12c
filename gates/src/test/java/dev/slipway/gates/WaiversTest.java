package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may pass for a while although it is found. */
class WaiversTest {
  @TempDir Path home;

  @Test
  void a_waiver_lets_pass_with_a_reason_until_its_day_and_fails_the_gate_after_it() {
    Folder folder = new Folder(home);
    folder.with("t.json", "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"x\",\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-1\","
        + "\"PkgName\":\"a\",\"Severity\":\"HIGH\"}]}]}");
    folder.fails("trivy=t.json");
    folder.with("slipway-waivers.yaml", "waivers:\n  - { gate: trivy, finding: CVE-1, reason: not reachable, by: ada, expires: "
        + "2999-12-31 }\n");
    assertEquals(1, folder.judge("trivy=t.json").result().waived());
    assertTrue(folder.passes("trivy=t.json").contains("1 waived: CVE-1 (ada: not reachable, until 2999-12-31)"));
    folder.fails("trivy=t.json,name=other");
    folder.with("slipway-waivers.yaml", "waivers:\n  - { gate: trivy, finding: CVE-1, reason: not reachable, by: ada, expires: "
        + "2020-01-01 }\n");
    assertTrue(folder.fails("trivy=t.json").contains("its waiver ended on 2020-01-01"));
    folder.with("slipway-waivers.yaml", "waivers:\n  - { gate: trivy, finding: CVE-77, reason: gone, by: ada, expires: 2020-01-01 }\n");
    assertTrue(folder.fails("trivy=t.json,fails-at=critical").contains("SLW-6122 the waiver of CVE-77 ended"));
    for (String bad : new String[] {"waivers: 3", "waivers:\n  - { gate: trivy }",
        "waivers:\n  - { gate: t, finding: x, reason: '', by: a, expires: 2999-01-01 }",
        "waivers:\n  - { gate: t, finding: x, reason: r, by: a, expires: soon }", "[", "waivers: &a [*a]"}) {
      folder.with("slipway-waivers.yaml", bad);
      assertTrue(assertThrows(Waivers.BadWaivers.class, () -> Waivers.in(home),
          bad).getMessage().startsWith("SLW-6121 "));
    }
  }
}
