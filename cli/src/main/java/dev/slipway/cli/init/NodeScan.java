package dev.slipway.cli.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a package.json as far as the way to start it goes. */
final class NodeScan {
  private static final Pattern PLAIN_NODE = Pattern.compile("(?:NODE_ENV=production )?node ((?:--[A-Za-z0-9=._-]+ )*)([A-Za-z0-9._/-]+)");
  private static final List<String> ONLY_PAGES = List.of("vite", "react-scripts", "@angular/cli", "@vue/cli-service", "parcel");

  private NodeScan() {}

  static Optional<Recipe> scan(Folder folder) {
    if (!folder.has("package.json")) {
      return Optional.empty();
    }
    JsonNode json = parse(folder);
    String name = json.path("name").asText(folder.name());
    String start = json.path("scripts").path("start").asText("").strip();
    boolean builds = json.path("scripts").has("build");
    if (builds && ONLY_PAGES.stream().anyMatch(p -> uses(json, p)) && !start.startsWith("node ")) {
      String output = uses(json, "react-scripts") ? "build" : "dist";
      return Optional.of(StaticScan.recipe(name, output).builtBy("npm ci && npm run build").inVersion(version(json)));
    }
    Optional<Recipe> recipe = next(json, name, start).or(() -> started(folder, json, name, start));
    String lock = folder.has("package-lock.json") ? "npm ci" : "npm install";
    String made = builds ? lock + " && npm run build" : lock;
    return recipe.map(
        r -> r.builtBy(made + " && " + ShippedCopy.command("."))
            .inVersion(version(json))
            .with(Map.of("NODE_ENV", "production"))
            .noting(ShippedCopy.NOTE));
  }

  private static Optional<Recipe> next(JsonNode json, String name, String start) {
    return uses(json, "next") && (start.startsWith("next start") || start.isEmpty())
        ? Optional.of(Recipe.of(name, ShippedCopy.NAME, "cd ${artifact} && exec node node_modules/next/dist/bin/next start -p ${port}"))
        : Optional.empty();
  }

  private static Optional<Recipe> started(Folder folder, JsonNode json, String name, String start) {
    Matcher plain = PLAIN_NODE.matcher(start);
    Optional<String> entry = plain.matches() ? Optional.of(plain.group(2)) : Optional.empty();
    if (entry.isEmpty() && start.isEmpty()) {
      String main = json.path("main").asText("");
      entry = folder.first("server.js", "index.js", "app.js", "server.mjs", "src/server.js", "src/index.js").or(() ->
          main.matches("[A-Za-z0-9._/-]+") ? Optional.of(main) : Optional.empty());
    }
    if (entry.isEmpty() && start.isEmpty()) {
      return Optional.empty();
    }
    String flags = plain.matches() ? plain.group(1) : "";
    // npm start stands between the service and SIGTERM; node itself is asked wherever that is possible.
    String command = entry.map(e -> "node " + flags + e).orElse("npm start");
    Recipe recipe = Recipe.of(name, ShippedCopy.NAME, "cd ${artifact} && exec " + command);
    boolean readsPort = entry.map(e -> folder.text(e).contains("process.env.PORT")).orElse(false);
    return Optional.of(readsPort ? recipe
        : recipe.noting("The program must listen on the port in the variable PORT, as in server.listen(process.env.PORT)."));
  }

  private static boolean uses(JsonNode json, String library) {
    return json.path("dependencies").has(library) || json.path("devDependencies").has(library);
  }

  private static String version(JsonNode json) {
    String version = json.path("version").asText("");
    return version.matches("[A-Za-z0-9][A-Za-z0-9._+-]*") ? version : Recipe.FIRST_VERSION;
  }

  private static JsonNode parse(Folder folder) {
    try {
      return new ObjectMapper().readTree(folder.text("package.json"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("SLW-6052 " + folder.path().resolve("package.json") + " cannot be understood ("
          + e.getOriginalMessage() + "). Nothing was changed", e);
    }
  }
}
