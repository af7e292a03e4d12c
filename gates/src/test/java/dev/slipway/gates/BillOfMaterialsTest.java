package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.sbom.BillOfMaterials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made from lock files holds what they name, and is what the published schema of CycloneDX calls valid. */
class BillOfMaterialsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path home;

  private Folder lockFiles() {
    Folder folder = new Folder(home);
    folder.with("package-lock.json", """
        {"lockfileVersion":3,"packages":{"":{"name":"me","version":"1.0.0"},"node_modules/@scope/a":{"version":"1.2.3"},
         "node_modules/b/node_modules/c":{"version":"4.0.0"},"node_modules/jest":{"version":"29.0.0","dev":true}}}""");
    folder.with("web/yarn.lock", "# yarn lockfile v1\n\n\"@scope/y@^1.0.0\", \"@scope/y@^1.1.0\":\n  version \"1.1.5\"\n  resolved "
        + "\"x\"\n\nleft-pad@1:\n  version \"1.3.0\"\n");
    folder.with("pn/pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n\n  '@scope/p@2.0.0':\n    resolution: {}\n\n  "
        + "q@3.1.0(react@18.0.0):\n    resolution: {}\n");
    folder.with("rs/Cargo.lock", "version = 3\n\n[[package]]\nname = \"me\"\nversion = \"0.1.0\"\n\n[[package]]\nname = "
        + "\"serde\"\nversion = \"1.0.200\"\nsource = \"registry\"\n");
    folder.with("go/go.mod", "module example.com/me\n\ngo 1.22\n\nrequire github.com/A/b v1.2.3\n\nrequire (\n\tgolang.org/x/net "
        + "v0.20.0 // indirect\n)\n");
    folder.with("py/requirements.txt", "# pinned\nFlask_Login==0.6.3\nrequests[socks]==2.31.0 ; python_version > '3'\nunpinned>=1\n");
    folder.with("py2/poetry.lock", "[[package]]\nname = \"Django\"\nversion = \"5.0.1\"\n\n[metadata]\nname = \"no\"\nversion = \"9\"\n");
    folder.with("py3/Pipfile.lock", "{\"default\":{\"flask\":{\"version\":\"==3.0.0\"}},"
        + "\"develop\":{\"pytest\":{\"version\":\"==8.0.0\"}}}");
    folder.with("net/packages.lock.json", "{\"version\":1,\"dependencies\":{\"net8.0\":{\"Serilog\":{\"type\":\"Direct\","
        + "\"resolved\":\"3.1.1\"},\"own\":{\"type\":\"Project\"}}}}");
    folder.with("gr/gradle.lockfile", "# comment\ncom.acme:lib:1.0=compileClasspath,"
        + "runtimeClasspath\norg.junit:junit:5=testRuntime\nempty=x\n");
    folder.with("mv/pom.xml", """
        <project xmlns="http://maven.apache.org/POM/4.0.0"><properties><v>2.0</v></properties><dependencies>
        <dependency><groupId>org.a</groupId><artifactId>b</artifactId><version>${v}</version></dependency>
        <dependency><groupId>org.t</groupId><artifactId>t</artifactId><version>1</version><scope>test</scope></dependency>
        </dependencies></project>""");
    return folder;
  }

  @Test
  void every_kind_of_lock_file_brings_its_parts() throws IOException {
    Folder folder = lockFiles();
    BillOfMaterials.Written written = BillOfMaterials.write(home, "1.4.0", home.resolve("out/bom.json"),
        Instant.parse("2026-03-01T10:00:00.123Z"));
    JsonNode bom = JSON.readTree(home.resolve("out/bom.json").toFile());
    List<String> purls = bom.findValuesAsText("purl");
    assertEquals(List.of("pkg:cargo/serde@1.0.200", "pkg:golang/github.com/a/b@v1.2.3", "pkg:golang/golang.org/x/net@v0.20.0",
        "pkg:maven/com.acme/lib@1.0",
        "pkg:maven/org.a/b@2.0", "pkg:npm/%40scope/a@1.2.3", "pkg:npm/%40scope/p@2.0.0", "pkg:npm/%40scope/y@1.1.5", "pkg:npm/c@4.0.0",
        "pkg:npm/left-pad@1.3.0", "pkg:npm/q@3.1.0", "pkg:nuget/Serilog@3.1.1", "pkg:pypi/django@5.0.1", "pkg:pypi/flask-login@0.6.3",
            "pkg:pypi/flask@3.0.0",
        "pkg:pypi/requests@2.31.0"), purls);
    assertEquals(purls.size(), written.components());
    assertEquals(11, written.from().size());
    valid(bom);
    assertTrue(folder.passes("sbom=out/bom.json,names=serde,names=@scope/a,max-age=7d,least-components=16").startsWith("CycloneDX 1.6 "
        + "with 16"));
  }

  @Test
  void a_gate_makes_it_where_there_is_none_and_says_so_where_there_is_nothing_to_make_it_from() throws IOException {
    Folder folder = new Folder(home);
    assertTrue(folder.fails("sbom=bom.json,generate=true").startsWith("SLW-6141 "));
    assertThrows(GateFault.class, () -> BillOfMaterials.write(home, "1", home.resolve("b.json"), Instant.EPOCH));
    folder.with("go.mod", "module m\nrequire github.com/a/b v1.0.0\n");
    folder.passes("sbom=bom.json,generate=true");
    valid(JSON.readTree(home.resolve("bom.json").toFile()));
  }

  private static void valid(JsonNode bom) throws IOException {
    Map<String, String> schemas = new HashMap<>();
    for (String name : List.of("bom-1.6.schema.json", "spdx.schema.json", "jsf-0.82.schema.json")) {
      try (InputStream in = BillOfMaterialsTest.class.getResourceAsStream("/" + name)) {
        schemas.put("http://cyclonedx.org/schema/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, b -> b.schemas(schemas));
    var schema = registry.getSchema(com.networknt.schema.SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));
    assertEquals(List.of(), schema.validate(bom));
    JsonNode broken = bom.deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) broken).put("serialNumber", "none");
    assertFalse(schema.validate(broken).isEmpty(), "the schema is really looked at");
  }
}
