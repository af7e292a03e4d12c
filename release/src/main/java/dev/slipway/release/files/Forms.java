package dev.slipway.release.files;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which kind of file a name stands for. */
final class Forms {
  private static final Set<String> CARGO = Set.of("package", "workspace.package");
  private static final Set<String> PYTHON = Set.of("project", "tool.poetry");
  private static final Set<String> DOT_NET = Set.of("csproj", "fsproj", "vbproj", "props", "targets", "proj");

  /** What a folder may hold that has its version, in the order in which they are believed. */
  static final String[] USUAL = {"package.json", "pom.xml", "Cargo.toml", "pyproject.toml", "setup.cfg", "gradle.properties",
      "build.gradle",
    "build.gradle.kts", "Chart.yaml", "Directory.Build.props", "Directory.Packages.props"};

  private Forms() {}

  /** The kind; none for a name that says nothing about what is inside. Poms and locks know others and are read elsewhere. */
  static Optional<Places> of(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(switch (fileName) {
      case "Cargo.toml" -> new TomlPlaces(CARGO);
      case "pyproject.toml" -> new TomlPlaces(PYTHON);
      case "setup.cfg" -> new IniPlaces();
      case "gradle.properties" -> LinePlaces.PROPERTIES;
      case "Chart.yaml", "Chart.yml" -> LinePlaces.CHART;
      default -> switch (extension) {
        case "json" -> JsonPlaces.TOP;
        case "gradle", "kts" -> new GradlePlaces();
        case "go" -> LinePlaces.GO;
        default -> DOT_NET.contains(extension) ? new DotNetPlaces() : null;
      };
    });
  }
}
