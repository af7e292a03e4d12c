package dev.slipway.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Looks at a compose file for a service that can run without its container: built from this folder, with a plain command. */
final class ComposeScan {
  private static final Pattern PUBLISHED = Pattern.compile("(?:.*:)?([0-9]+)(?:/tcp)?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/][A-Za-z0-9 ._/:=,@%+-]*");

  private ComposeScan() {}

  private record Service(String name, String port, String command, String context) {}

  static Optional<Recipe> scan(Folder folder) {
    return published(folder).stream()
        .filter(s -> !s.command().isEmpty() && !s.context().isEmpty())
        .findFirst()
        .map(ComposeScan::recipe);
  }

  /** Why a compose file that is there gives no recipe. */
  static Optional<String> why(Folder folder) {
    Optional<String> file = file(folder);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<Service> published = published(folder);
    if (published.isEmpty()) {
      return Optional.of(file.get() + " publishes no port of any service");
    }
    Service service = published.getFirst();
    return Optional.of(
        file.get() + " publishes port " + service.port() + " of the service " + service.name()
            + ", whose program is inside an image; this version ships processes. "
            + "Write a slipway.yaml whose artifact.process.run is the command that the image runs");
  }

  private static Recipe recipe(Service service) {
    String command = service.command();
    boolean naming = command.matches(".*\\b" + service.port() + "\\b.*");
    String run = "cd ${artifact} && exec "
        + (naming ? command.replaceAll("\\b" + service.port() + "\\b", Matcher.quoteReplacement("${port}")) : command);
    Recipe recipe =
        Recipe.of(service.name(), ShippedCopy.NAME, run)
            .builtBy(ShippedCopy.command(service.context()))
            .noting(ShippedCopy.NOTE)
            .noting("From the service " + service.name()
                + " of the compose file; its other services, such as databases, go on in compose.");
    return naming ? recipe : recipe.noting("The program listens on port " + service.port()
        + " in its container; here it must listen on the port in the variable PORT.");
  }

  private static Optional<String> file(Folder folder) {
    return folder.first("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
  }

  private static List<Service> published(Folder folder) {
    List<Service> found = new ArrayList<>();
    Optional<String> file = file(folder);
    if (file.isPresent() && load(folder, file.get()) instanceof Map<?, ?> top && top.get("services") instanceof Map<?, ?> services) {
      services.forEach(
          (name, value) -> {
            if (value instanceof Map<?, ?> service && service.get("ports") instanceof List<?> ports && !ports.isEmpty()) {
              found.add(new Service(String.valueOf(name), port(ports.getFirst()), command(service.get("command")),
                  context(service.get("build"))));
            }
          });
    }
    return found;
  }

  private static Object load(Folder folder, String file) {
    try {
      Object loaded = new Load(LoadSettings.builder().setMaxAliasesForCollections(20).build()).loadFromString(folder.text(file));
      return loaded == null ? Map.of() : loaded;
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("SLW-6052 " + folder.path().resolve(file) + " cannot be understood ("
          + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + "). Nothing was changed", e);
    }
  }

  private static String port(Object written) {
    Object port = written instanceof Map<?, ?> map && map.get("target") != null ? map.get("target") : written;
    Matcher m = PUBLISHED.matcher(String.valueOf(port));
    return m.matches() ? m.group(1) : String.valueOf(port);
  }

  /** A command that a shell reads as it stands; anything else is not plain. */
  private static String command(@Nullable Object written) {
    String command =
        switch (written) {
          case null -> "";
          case List<?> words -> String.join(" ", words.stream().map(String::valueOf).toList());
          default -> written.toString().strip();
        };
    boolean spaced = written instanceof List<?> words && words.stream().anyMatch(w -> String.valueOf(w).contains(" "));
    return PLAIN.matcher(command).matches() && !spaced ? command : "";
  }

  private static String context(@Nullable Object build) {
    Object context = build instanceof Map<?, ?> map ? map.get("context") : build;
    String path = context == null ? "" : context.toString().replaceFirst("^\\./(?=.)", "").replaceFirst("/$", "");
    return path.matches("[A-Za-z0-9._/-]+") && !path.contains("..") ? path : "";
  }
}
