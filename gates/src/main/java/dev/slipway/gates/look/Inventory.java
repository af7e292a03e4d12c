package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A bill of materials, told component by component: CycloneDX 1.x as JSON or XML, SPDX 2.x as JSON, SPDX 3.x as JSON-LD. */
final class Inventory {
  private Inventory() {}

  /**
   * One component.
   *
   * @param version empty where none is said
   * @param licences expressions or names; empty where none is said
   */
  record Component(String name, String version, List<String> licences) {
    String spelled() {
      return version.isEmpty() ? name : name + " " + version;
    }
  }

  /** Reads it, and says what it is. */
  static String read(ReportFile report, Consumer<Component> told) {
    if (report.beginsWith('<')) {
      return new CycloneXml(report, told).read();
    }
    String[] form = {"", ""};
    JsonReport.read(report,
        Ask.at("bomFormat", (n, v) -> form[0] = v.asText()),
        Ask.at("specVersion", (n, v) -> form[1] = v.asText()),
        Ask.at("spdxVersion", (n, v) -> form[0] = v.asText()),
        Ask.at("@context", (n, v) -> form[0] = v.toString().matches(".*spdx\\.org/rdf/3\\..*") ? "SPDX-3" : form[0]));
    if (form[0].equals("SPDX-3")) {
      return new SpdxThree(report).read(told);
    }
    if (form[0].equals("CycloneDX") && form[1].matches("1\\.[0-9]{1,2}")) {
      JsonReport.read(report, Ask.at("components/*", (n, v) -> components(v, told)));
      return "CycloneDX " + form[1];
    }
    if (form[0].matches("SPDX-2\\.[0-9]{1,2}")) {
      JsonReport.read(report, Ask.at("packages/*", (n, v) -> told.accept(ofSpdx(v))));
      return form[0].replace('-', ' ');
    }
    throw report.otherForm("bill of materials of CycloneDX 1 or SPDX 2 or 3", form[0].isEmpty()
        ? "it has neither bomFormat nor spdxVersion nor SPDX's @context" : "it says " + form[0] + " " + form[1]);
  }

  private static void components(JsonNode v, Consumer<Component> told) {
    String group = v.path("group").asText("");
    List<String> licences = new ArrayList<>();
    for (JsonNode l : v.path("licenses")) {
      Stream.of(l.at("/expression"), l.at("/license/id"), l.at("/license/name")).map(JsonNode::asText).filter(t -> !t.isBlank())
          .findFirst().ifPresent(licences::add);
    }
    String name = v.path("name").asText("");
    told.accept(new Component(group.isEmpty() ? name : group + ":" + name, v.path("version").asText(""), licences));
    v.path("components").forEach(inner -> components(inner, told));
  }

  private static Component ofSpdx(JsonNode v) {
    List<String> licences = Stream.of(v.path("licenseConcluded"), v.path("licenseDeclared")).map(JsonNode::asText)
        .filter(t -> !t.isBlank() && !t.equals("NOASSERTION") && !t.equals("NONE")).limit(1).toList();
    return new Component(v.path("name").asText(""), v.path("versionInfo").asText(""), licences);
  }
}
