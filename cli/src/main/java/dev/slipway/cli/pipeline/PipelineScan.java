package dev.slipway.cli.pipeline;

import dev.slipway.cli.init.ProjectScan;
import dev.slipway.cli.init.Recipe;
import dev.slipway.cli.pipeline.Pipeline.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the steps for the project in a folder. */
final class PipelineScan {
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern RELEASE =
      Pattern.compile("<maven\\.compiler\\.(?:release|source)>\\s*([0-9]+)\\s*<|<java\\.version>\\s*([0-9]+)\\s*<");
  private static final String MAVEN_SBOM = " -DoutputFormat=json org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeAggregateBom";

  private final Path folder;
  private final String artifact;
  private final List<String> environments;

  PipelineScan(Path folder, String artifact, List<String> environments) {
    this.folder = folder;
    this.artifact = artifact;
    this.environments = environments;
  }

  /** The pipeline; absent for a kind of project that none is known for. */
  Optional<Pipeline> pipeline(ProjectScan scan) {
    return switch (scan) {
      case ProjectScan.Maven m -> Optional.of(maven());
      case ProjectScan.Gradle g -> Optional.of(gradle());
      case ProjectScan.Npm n -> Optional.of(node(n.recipe()));
      case ProjectScan.Python p -> Optional.of(python(p.recipe()));
      case ProjectScan.DotNet d -> Optional.of(dotnet(d.recipe()));
      case ProjectScan.Go g -> Optional.of(go(g.recipe()));
      case ProjectScan.Compose c -> Optional.empty();
      case ProjectScan.StaticFiles s -> Optional.empty();
      case ProjectScan.Binary b -> Optional.empty();
      case ProjectScan.Unknown u -> Optional.empty();
    };
  }

  private Pipeline maven() {
    String mvn = Files.exists(folder.resolve("mvnw")) ? "./mvnw -B -ntp" : "mvn -B -ntp";
    Matcher m = RELEASE.matcher(text("pom.xml"));
    String java = m.find() ? Optional.ofNullable(m.group(1)).orElse(m.group(2)) : "21";
    List<Step> steps = List.of(new Step("Test", mvn + " verify"), new Step("Bill of materials", mvn + MAVEN_SBOM));
    return pipeline("a Maven project", setup("java", "java-version: '" + java + "'", "distribution: temurin", "cache: maven"),
        "maven:3-eclipse-temurin-" + java, steps, "**/target/surefire-reports/TEST-*.xml", "target/bom.json");
  }

  private Pipeline gradle() {
    String gradle = Files.exists(folder.resolve("gradlew")) ? "./gradlew" : "gradle";
    List<Step> steps = List.of(new Step("Test", gradle + " build"),
        new Step("Bill of materials", "slipway sbom \"$VERSION\" --output build/bom.json"));
    boolean locked = Files.exists(folder.resolve("gradle.lockfile"));
    return pipeline("a Gradle project", setup("java", "java-version: '21'", "distribution: temurin", "cache: gradle"), "gradle:jdk21",
        locked ? steps : steps.subList(0, 1), "**/build/test-results/test/TEST-*.xml", locked ? "build/bom.json" : "");
  }

  private Pipeline node(Recipe recipe) {
    String lock = Files.exists(folder.resolve("package-lock.json")) ? "npm ci" : "npm install";
    String test = NodeTests.command(text("package.json"));
    List<Step> steps = new ArrayList<>(List.of(new Step("Install", lock)));
    steps.add(new Step("Test", "mkdir -p reports\n" + test));
    steps.add(new Step("Build", recipe.build().map(b -> b.replaceFirst("^npm (ci|install)( && )?", "")).filter(b -> !b.isEmpty())
        .orElse("true")));
    steps.add(new Step("Bill of materials", "slipway sbom \"$VERSION\" --output reports/bom.json"));
    List<String> cache = Files.exists(folder.resolve("package-lock.json")) ? List.of("node-version: '22'", "cache: npm")
        : List.of("node-version: '22'");
    return pipeline("a Node.js project", setup("node", cache.toArray(String[]::new)), "node:22", steps,
        test.contains("reports/junit.xml") ? "reports/junit.xml" : "", "reports/bom.json");
  }

  private Pipeline python(Recipe recipe) {
    String libraries = text("requirements.txt") + text("requirements-dev.txt") + text("pyproject.toml");
    boolean pytest = libraries.contains("pytest");
    List<Step> steps = new ArrayList<>();
    for (String file : List.of("requirements.txt", "requirements-dev.txt")) {
      if (!text(file).isBlank()) {
        steps.add(new Step("Install " + file, "python3 -m pip install -r " + file));
      }
    }
    steps.add(new Step("Test", pytest ? "python3 -m pytest --junitxml=reports/junit.xml" : "python3 -m unittest discover -v"));
    steps.add(new Step("Build", recipe.build().orElse("true")));
    boolean locked = List.of("requirements.txt", "poetry.lock", "uv.lock", "Pipfile.lock", "pdm.lock").stream().anyMatch(f -> !text(f)
        .isBlank());
    if (locked) {
      steps.add(new Step("Bill of materials", "slipway sbom \"$VERSION\" --output reports/bom.json"));
    }
    return pipeline("a Python project", setup("python", "python-version: '3.13'"), "python:3.13", steps, pytest ? "reports/junit.xml" : "",
        locked ? "reports/bom.json" : "");
  }

  private Pipeline dotnet(Recipe recipe) {
    List<Step> steps = List.of(
        new Step("Restore", "dotnet restore --use-lock-file"),
        new Step("Test", "dotnet test -c Release"),
        new Step("Build", recipe.build().orElse("dotnet publish -c Release -o dist")),
        new Step("Bill of materials", "slipway sbom \"$VERSION\" --output reports/bom.json"));
    return pipeline("a .NET project", setup("dotnet", "dotnet-version: '9.0.x'"), "mcr.microsoft.com/dotnet/sdk:9.0", steps, "",
        "reports/bom.json");
  }

  private Pipeline go(Recipe recipe) {
    List<Step> steps = List.of(
        new Step("Test", "go vet ./...\ngo test ./..."),
        new Step("Build", recipe.build().orElse("go build ./...")),
        new Step("Bill of materials", "slipway sbom \"$VERSION\" --output reports/bom.json"));
    boolean needs = text("go.mod").contains("require");
    return pipeline("a Go module", setup("go", "go-version-file: go.mod"), "golang:1", needs ? steps : steps.subList(0, 2), "",
        needs ? "reports/bom.json" : "");
  }

  private Pipeline pipeline(String kind, List<String> setup, String image, List<Step> steps, String junit, String bom) {
    List<String> gates = new ArrayList<>();
    List<String> reports = new ArrayList<>();
    if (!junit.isEmpty()) {
      gates.add("junit=" + junit);
      reports.add(junit.replaceFirst("^\\*\\*/", ""));
    }
    if (!bom.isEmpty()) {
      gates.add("sbom=" + bom + ",least-components=0");
      reports.add(bom);
    }
    gates.add("secrets=.");
    return new Pipeline(kind, setup, image, steps, gates, reports, artifact, environments);
  }

  private static List<String> setup(String tool, String... with) {
    List<String> lines = new ArrayList<>(List.of("- uses: actions/setup-" + tool + "@v4", "  with:"));
    List.of(with).forEach(w -> lines.add("    " + w));
    return tool.equals("python") || tool.equals("go") ? lines.stream().map(l -> l.replace("@v4", "@v5")).toList() : lines;
  }

  private String text(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-6051 " + file + " cannot be read. Nothing was changed", e);
    }
  }
}
