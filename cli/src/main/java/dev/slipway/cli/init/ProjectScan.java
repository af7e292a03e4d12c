package dev.slipway.cli.init;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What kind of project lies in a folder. */
public sealed interface ProjectScan {

  /** What is called what, for people. */
  default String word() {
    return switch (this) {
      case Maven m -> "a Maven project";
      case Gradle g -> "a Gradle project";
      case Npm n -> "a Node.js project";
      case Python p -> "a Python project";
      case DotNet d -> "a .NET project";
      case Go g -> "a Go module";
      case Compose c -> "a compose file";
      case StaticFiles s -> "static files";
      case Binary b -> "a program";
      case Unknown u -> "nothing known";
    };
  }

  /** A pom.xml. */
  record Maven(Recipe recipe) implements ProjectScan {}

  /** A build.gradle or build.gradle.kts. */
  record Gradle(Recipe recipe) implements ProjectScan {}

  /** A package.json. */
  record Npm(Recipe recipe) implements ProjectScan {}

  /** A manage.py, requirements.txt, pyproject.toml or a server in one file. */
  record Python(Recipe recipe) implements ProjectScan {}

  /** A project file of C#, F# or Visual Basic. */
  record DotNet(Recipe recipe) implements ProjectScan {}

  /** A go.mod. */
  record Go(Recipe recipe) implements ProjectScan {}

  /** A compose file with a service that is built here and has a plain command. */
  record Compose(Recipe recipe) implements ProjectScan {}

  /** An index.html. */
  record StaticFiles(Recipe recipe) implements ProjectScan {}

  /** One executable file. */
  record Binary(Recipe recipe) implements ProjectScan {}

  /** Nothing that can be shipped as it lies there. */
  record Unknown(String why) implements ProjectScan {}

  /** Looks; the more telling sign wins where there are several. */
  static ProjectScan of(Path path) {
    Folder folder = Folder.at(path);
    return found(folder, MavenScan::scan, Maven::new)
        .or(() -> found(folder, GradleScan::scan, Gradle::new))
        .or(() -> found(folder, DotNetScan::scan, DotNet::new))
        .or(() -> found(folder, GoScan::scan, Go::new))
        .or(() -> found(folder, PythonScan::django, Python::new))
        .or(() -> found(folder, NodeScan::scan, Npm::new))
        .or(() -> found(folder, PythonScan::scan, Python::new))
        .or(() -> found(folder, ComposeScan::scan, Compose::new))
        .or(() -> found(folder, StaticScan::scan, StaticFiles::new))
        .or(() -> found(folder, BinaryScan::scan, Binary::new))
        .orElseGet(() -> new Unknown(why(folder)));
  }

  /** How it is shipped, unless nothing is known. */
  default Optional<Recipe> howToShip() {
    return switch (this) {
      case Maven(Recipe r) -> Optional.of(r);
      case Gradle(Recipe r) -> Optional.of(r);
      case Npm(Recipe r) -> Optional.of(r);
      case Python(Recipe r) -> Optional.of(r);
      case DotNet(Recipe r) -> Optional.of(r);
      case Go(Recipe r) -> Optional.of(r);
      case Compose(Recipe r) -> Optional.of(r);
      case StaticFiles(Recipe r) -> Optional.of(r);
      case Binary(Recipe r) -> Optional.of(r);
      case Unknown u -> Optional.empty();
    };
  }

  private static Optional<ProjectScan> found(Folder folder, Function<Folder, Optional<Recipe>> scan, Function<Recipe, ProjectScan> kind) {
    return scan.apply(folder).map(kind);
  }

  private static String why(Folder folder) {
    return ComposeScan.why(folder)
        .orElse("looked for pom.xml, build.gradle, *.csproj, go.mod, manage.py, package.json, requirements.txt, app.py, compose.yaml, "
            + "index.html and one executable file");
  }
}
