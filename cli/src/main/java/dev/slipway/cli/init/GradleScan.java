package dev.slipway.cli.init;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Gradle build as far as the name of the jar and the plugins go. */
final class GradleScan {
  private GradleScan() {}

  static Optional<Recipe> scan(Folder folder) {
    Optional<String> own = folder.first("build.gradle", "build.gradle.kts");
    if (own.isEmpty() && folder.first("settings.gradle", "settings.gradle.kts").isEmpty()) {
      return Optional.empty();
    }
    String settings = folder.text("settings.gradle") + folder.text("settings.gradle.kts");
    String root = find(settings, "rootProject\\.name\\s*=\\s*[\"']([^\"']+)[\"']").orElse(folder.name());
    String gradle = folder.has("gradlew") ? "./gradlew" : "gradle";
    String text = own.map(folder::text).orElse("");
    boolean inner = !isRunnable(text) && folder.hasFolder("app")
        && folder.folder("app").first("build.gradle", "build.gradle.kts").isPresent();
    Folder project = inner ? folder.folder("app") : folder;
    String build = inner ? project.text("build.gradle") + project.text("build.gradle.kts") : text;
    String properties = folder.text("gradle.properties");
    Optional<String> version =
        find(build + "\n" + text, "(?m)^\\s*version\\s*=?\\s*[\"']([A-Za-z0-9][A-Za-z0-9._+-]*)[\"']").or(() ->
            find(properties, "(?m)^version\\s*=\\s*([A-Za-z0-9][A-Za-z0-9._+-]*)"));
    return Optional.of(recipe(root, inner ? "app" : root, inner ? "app/" : "", gradle, build, version));
  }

  private static Recipe recipe(String service, String name, String prefix, String gradle, String build, Optional<String> version) {
    String jar = prefix + "build/libs/" + name + (version.isPresent() ? "-${version}" : "") + ".jar";
    String first = version.orElse(Recipe.FIRST_VERSION);
    if (build.contains("org.springframework.boot")) {
      Recipe recipe = Recipe.of(service, jar, "java -jar ${artifact} --server.port=${port}").builtBy(gradle + " bootJar").inVersion(first);
      return build.contains("spring-boot-starter-actuator") ? recipe.readyAt("/actuator/health") : recipe;
    }
    String note = "The program must listen on the port in the variable PORT.";
    if (Pattern.compile("\\bapplication\\b").matcher(build).find()) {
      return Recipe.of(service, prefix + "build/install/" + name, "${artifact}/bin/" + name).builtBy(gradle + " installDist")
          .inVersion(first).noting(note);
    }
    return Recipe.of(service, jar, "java -jar ${artifact}")
        .builtBy(gradle + " jar")
        .inVersion(first)
        .noting(note)
        .noting("The jar must run with java -jar; with the plugin 'application' a folder with all libraries can be shipped instead.");
  }

  private static boolean isRunnable(String build) {
    return build.contains("org.springframework.boot") || Pattern.compile("\\bapplication\\b").matcher(build).find();
  }

  private static Optional<String> find(String text, String pattern) {
    Matcher m = Pattern.compile(pattern).matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
