package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools find, and what is said to be in a release. */
class FindingsTest {
  @TempDir Path home;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(home);
  }

  @Test
  void sarif_is_judged_by_security_severity_then_by_level_and_suppressed_only_where_nobody_objects() {
    folder.with("r.sarif", """
        {"version":"2.1.0","runs":[{"results":[
          {"ruleId":"S1","message":{"text":"injection"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.c"},
          "region":{"startLine":7}}}]},
          {"ruleId":"W1","level":"warning","message":{"text":"style"}},
          {"ruleId":"E1","message":{"text":"by its rule"}},
          {"ruleId":"S1","message":{"text":"known"},"suppressions":[{"kind":"inSource"}]},
          {"ruleId":"S1","message":{"text":"refused"},"suppressions":[{"kind":"external","status":"rejected"}]},
          {"ruleId":"S1","kind":"pass","message":{"text":"fine"}}],
        "tool":{"driver":{"name":"t","rules":[{"id":"S1","properties":{"security-severity":"9.8"}},
         {"id":"E1","defaultConfiguration":{"level":"error"}}]}}}]}""");
    String high = folder.fails("sarif=r.sarif");
    assertTrue(high.contains("S1 (critical) in a.c:7: injection") && high.contains("E1 (high)") && high.contains("refused")
        && !high.contains("W1"), high);
    assertTrue(high.contains("5 findings") && high.contains("1 suppressed"), high);
    assertTrue(folder.fails("sarif=r.sarif,fails-at=critical").contains("S1")
        && !folder.fails("sarif=r.sarif,fails-at=critical").contains("E1"));
    assertTrue(folder.fails("sarif=r.sarif,fails-at=medium").contains("more"));
    folder.with("base.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\"}},\"results\":["
        + "{\"ruleId\":\"E1\",\"level\":\"error\",\"message\":{\"text\":\"by its rule\"},"
            + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"r.sarif\"}}}]}]}]}");
    String fresh = folder.fails("sarif=r.sarif,baseline=base.sarif");
    assertTrue(fresh.contains("1 known from the baseline") && !fresh.contains("E1 (high)"), fresh);
    folder.with("r.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\"}}}]}");
    assertTrue(folder.fails("sarif=r.sarif").contains("has no results, not even none"));
    folder.with("r.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\"}},\"results\":[],"
        + "\"invocations\":[{\"executionSuccessful\":false}]}]}");
    assertTrue(folder.fails("sarif=r.sarif").contains("did not succeed"));
  }

  @Test
  void trivys_findings_count_by_severity_and_unknown_ones_always() {
    folder.with("t.json", """
        {"SchemaVersion":2,"Results":[{"Target":"app.jar","Vulnerabilities":[
          {"VulnerabilityID":"CVE-1","PkgName":"a","InstalledVersion":"1","FixedVersion":"2","Severity":"CRITICAL"},
          {"VulnerabilityID":"CVE-2","PkgName":"b","InstalledVersion":"1","Severity":"HIGH"},
          {"VulnerabilityID":"CVE-3","PkgName":"c","InstalledVersion":"1","Severity":"LOW"},
          {"VulnerabilityID":"CVE-4","PkgName":"d","InstalledVersion":"1","Severity":"UNKNOWN"}]},
         {"Target":"k8s","Misconfigurations":[{"ID":"KSV001","Title":"root","Severity":"HIGH","Status":"FAIL"}]}]}""");
    String said = folder.judge("trivy=t.json").details().toString();
    assertTrue(said.contains("CVE-1") && said.contains("CVE-2") && said.contains("CVE-4") && said.contains("KSV001")
        && !said.contains("CVE-3"), said);
    String fixable = folder.judge("trivy=t.json,only-fixable=true").details().toString();
    assertTrue(fixable.contains("fixed in 2") && !fixable.contains("CVE-2"), fixable);
    folder.with("t.json", "{\"SchemaVersion\":2,\"ArtifactName\":\"x\"}");
    assertTrue(folder.fails("trivy=t.json").contains("nothing was scanned"));
  }

  @Test
  void bills_of_materials_of_both_forms_are_read_with_their_licences() {
    folder.with("bom.json", """
        {"bomFormat":"CycloneDX","specVersion":"1.5","components":[
          {"group":"io.netty","name":"netty-codec","version":"4.2","licenses":[{"license":{"id":"Apache-2.0"}}],
           "components":[{"name":"inner","version":"1","licenses":[{"expression":"(MIT OR GPL-3.0-only)"}]}]},
          {"name":"gpl","version":"2","licenses":[{"expression":"MIT AND GPL-3.0-only"}]},
          {"name":"silent","version":"3"}]}""");
    assertTrue(folder.passes("sbom=bom.json,names=netty-codec,least-components=4").contains("CycloneDX 1.5 with 4 components"));
    assertTrue(folder.fails("sbom=bom.json,names=log4j").contains("log4j is not listed"));
    String said = folder.fails("licences=bom.json,allow=MIT,allow=Apache-*");
    assertTrue(said.contains("gpl 2 is under MIT AND GPL-3.0-only") && said.contains("silent 3 says no licence")
        && !said.contains("inner"), said);
    assertTrue(folder.fails("licences=bom.json,deny=GPL-*,unknown=pass").contains("gpl 2"));
    folder.with("spdx.json", "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{\"name\":\"a\",\"versionInfo\":\"1\","
        + "\"licenseConcluded\":\"NOASSERTION\","
        + "\"licenseDeclared\":\"GPL-2.0-only WITH Classpath-exception-2.0\"},{\"name\":\"b\",\"licenseConcluded\":\"MIT\"}]}");
    folder.passes("licences=spdx.json,allow=MIT,allow=GPL-2.0-only WITH Classpath-exception-2.0");
    assertTrue(folder.fails("sbom=spdx.json").contains("the component \"b\" has no version"));
    folder.with("bom.json", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\"}");
    assertTrue(folder.fails("sbom=bom.json").contains("0 components are listed, and 1 must be"));
    folder.fails("licences=bom.json");
  }

  @Test
  void cyclonedx_as_xml_and_spdx_3_say_the_same_as_the_others() {
    folder.with("bom.xml", """
        <?xml version="1.0"?><!-- by a tool -->
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
        <metadata><component type="application"><name>shop</name></component></metadata>
        <components>
          <component type="library"><group>io.netty</group><name>netty-codec</name><version>4.2</version>
            <licenses><license><id>Apache-2.0</id><text>many words</text></license></licenses>
            <components><component type="library"><name>inner &amp; outer</name><version>1</version>
              <licenses><expression>MIT OR GPL-3.0-only</expression></licenses></component></components></component>
          <component type="library"><name>gpl</name><version>2</version>
            <licenses><license><name>GPL-3.0-only</name></license></licenses></component>
        </components></bom>""");
    String components = "{\"type\":\"software_Package\",\"spdxId\":\"urn:N\",\"name\":\"N\",\"software_packageVersion\":\"1\"},";
    folder.with("bom.spdx3", "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":["
        + "{\"type\":\"CreationInfo\",\"@id\":\"_:c\",\"specVersion\":\"3.0.1\"},"
        + components.replace("N", "netty-codec") + components.replace("N", "inner") + components.replace("N", "gpl")
        + "{\"type\":\"Relationship\",\"from\":\"urn:gpl\",\"relationshipType\":\"hasDeclaredLicense\",\"to\":[\"urn:gpl3\"]},"
        + "{\"type\":\"Relationship\",\"from\":\"urn:inner\",\"relationshipType\":\"hasDeclaredLicense\",\"to\":[\"urn:gpl3\"]},"
        + "{\"type\":\"Relationship\",\"from\":\"urn:inner\",\"relationshipType\":\"hasConcludedLicense\",\"to\":["
        + "\"https://spdx.org/licenses/MIT\"]},"
        + "{\"type\":\"Relationship\",\"from\":\"urn:netty-codec\",\"relationshipType\":\"hasConcludedLicense\",\"to\":[\"urn:apache\"]},"
        + "{\"type\":\"expandedlicensing_ListedLicense\",\"spdxId\":\"urn:apache\",\"name\":\"Apache-2.0\"},"
        + "{\"type\":\"simplelicensing_LicenseExpression\",\"spdxId\":\"urn:gpl3\","
        + "\"simplelicensing_licenseExpression\":\"GPL-3.0-only\"}]}");
    for (String file : new String[] {"bom.xml", "bom.spdx3"}) {
      String form = file.equals("bom.xml") ? "CycloneDX 1.6" : "SPDX 3.0.1";
      assertTrue(folder.passes("sbom=" + file + ",names=netty-codec,least-components=3").contains(form + " with 3 components"));
      String said = folder.fails("licences=" + file + ",allow=MIT,allow=Apache-*");
      assertTrue(said.contains("gpl") && said.contains("is under GPL-3.0-only"), said);
      assertTrue(!said.contains("inner") && !said.contains("netty"), said);
    }
  }

  @Test
  void a_bill_of_materials_of_another_form_cut_off_or_made_to_harm_fails() {
    folder.with("bom.xml", "<project><name>a</name></project>");
    assertTrue(folder.fails("sbom=bom.xml").startsWith("SLW-6117 "));
    folder.with("bom.xml", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components><component><name>a</name>");
    assertTrue(folder.fails("sbom=bom.xml").startsWith("SLW-6116 "));
    folder.with("bom.xml", "<!DOCTYPE bom [<!ENTITY a \"b\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>");
    assertTrue(folder.fails("sbom=bom.xml").startsWith("SLW-6118 "));
    folder.with("bom.json", "{\"@context\":\"https://example.com/other\"}");
    assertTrue(folder.fails("sbom=bom.json").startsWith("SLW-6117 "));
  }
}
