package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SPDX 3 as JSON-LD: a graph in no order, in which a package and its licence are told of apart. What was concluded of a licence goes
 * before what was declared.
 */
final class SpdxThree {
  private static final int MOST_RELATED = 500_000;

  private final ReportFile report;
  private final Map<String, String> licences = new HashMap<>();
  private final Map<String, List<String>> concluded = new HashMap<>();
  private final Map<String, List<String>> declared = new HashMap<>();
  private final List<String> versions = new ArrayList<>();

  SpdxThree(ReportFile report) {
    this.report = report;
  }

  /** Reads it twice: who has which licence, then the packages. */
  String read(Consumer<Inventory.Component> told) {
    JsonReport.read(report, Ask.at("@graph/*", (n, element) -> relate(element)));
    JsonReport.read(report, Ask.at("@graph/*", (n, element) -> {
      if (type(element).equals("software_Package")) {
        told.accept(component(element));
      }
    }));
    return "SPDX " + versions.stream().findFirst().orElse("3");
  }

  private void relate(JsonNode element) {
    switch (type(element)) {
      case "CreationInfo" -> versions.add(element.path("specVersion").asText());
      case "simplelicensing_LicenseExpression" ->
          licences.put(id(element), element.path("simplelicensing_licenseExpression").asText());
      case "expandedlicensing_ListedLicense", "expandedlicensing_CustomLicense", "simplelicensing_SimpleLicensingText" ->
          licences.put(id(element), element.path("name").asText(last(id(element))));
      case "Relationship" -> {
        switch (element.path("relationshipType").asText()) {
          case "hasConcludedLicense" -> add(concluded, element);
          case "hasDeclaredLicense" -> add(declared, element);
          default -> { }
        }
      }
      default -> { }
    }
    if (licences.size() + concluded.size() + declared.size() > MOST_RELATED) {
      throw report.excessive("it tells of more than " + MOST_RELATED + " licences");
    }
  }

  private static void add(Map<String, List<String>> to, JsonNode relationship) {
    List<String> ids = to.computeIfAbsent(relationship.path("from").asText(), k -> new ArrayList<>());
    relationship.path("to").forEach(licence -> ids.add(licence.asText(id(licence))));
  }

  private Inventory.Component component(JsonNode element) {
    List<String> names = named(concluded.getOrDefault(id(element), List.of()));
    return new Inventory.Component(element.path("name").asText(""), element.path("software_packageVersion").asText(""),
        names.isEmpty() ? named(declared.getOrDefault(id(element), List.of())) : names);
  }

  /** One that nobody vouches for, or that is said not to be there, is none. */
  private List<String> named(List<String> ids) {
    return ids.stream().filter(id -> !id.endsWith("NoAssertionLicense") && !id.endsWith("NoneLicense"))
        .map(id -> licences.getOrDefault(id, last(id))).filter(name -> !name.isBlank()).toList();
  }

  private static String last(String id) {
    return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1);
  }

  private static String type(JsonNode element) {
    return element.path("type").asText(element.path("@type").asText());
  }

  private static String id(JsonNode element) {
    return element.path("spdxId").asText(element.path("@id").asText());
  }
}
