package dev.slipway.gates.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.util.Collection;
import java.util.Locale;

/** Lock files in JSON. */
final class JsonLocks {
  private JsonLocks() {}

  /** Of npm, versions 1 to 3. What is for development alone, or lies in the workspace itself, is not part of a release. */
  static void npm(ReportFile file, Collection<Part> parts) {
    JsonReport.read(file,
        Ask.at("packages/*", (path, p) -> {
          int at = path.lastIndexOf("node_modules/");
          if (at >= 0 && !p.path("dev").asBoolean() && !p.path("link").asBoolean()) {
            add(parts, "npm", p.path("name").asText(path.substring(at + "node_modules/".length())), p.path("version").asText());
          }
        }),
        Ask.at("dependencies/*", (name, p) -> npm1(name, p, parts, 0)));
  }

  private static void npm1(String name, JsonNode p, Collection<Part> parts, int depth) {
    if (!p.path("dev").asBoolean() && depth < 100) {
      add(parts, "npm", name, p.path("version").asText());
      p.path("dependencies").propertyStream().forEach(e -> npm1(e.getKey(), e.getValue(), parts, depth + 1));
    }
  }

  static void pipfile(ReportFile file, Collection<Part> parts) {
    JsonReport.read(file, Ask.at("default/*", (name, p) -> add(parts, "pypi", TextLocks.pypi(name), p.path("version").asText()
        .replaceFirst("^==", ""))));
  }

  /** Of NuGet: by framework, then by name. */
  static void nuget(ReportFile file, Collection<Part> parts) {
    JsonReport.read(file, Ask.at("dependencies/*/*", (name, p) -> {
      if (!p.path("type").asText().toLowerCase(Locale.ROOT).equals("project")) {
        add(parts, "nuget", name, p.path("resolved").asText());
      }
    }));
  }

  static void add(Collection<Part> parts, String type, String name, String version) {
    if (!name.isBlank() && !version.isBlank() && !version.contains("://") && !version.startsWith("file:")) {
      parts.add(new Part(type, name, version));
    }
  }
}
