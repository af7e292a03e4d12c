package dev.slipway.adapters.docker;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A team's compose file, with variables put in: {@code VERSION} is what is being deployed, the others are those of the {@code .env} beside
 * it. The server's own environment has no part in it, for it is not the shell in which somebody would call compose.
 */
final class ComposeFile {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^}]*))?})");
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final Map<?, ?> top;
  private final Map<String, String> variables;

  private ComposeFile(Path file, Map<?, ?> top, Map<String, String> variables) {
    this.file = file;
    this.top = top;
    this.variables = variables;
  }

  static ComposeFile read(Path file, String version) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong(file, "it has more than " + MOST_BYTES + " bytes");
      }
      Object root = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(Files.readString(file));
      Map<String, String> variables = new HashMap<>(environmentFile(file.resolveSibling(".env")));
      variables.put("VERSION", version);
      return new ComposeFile(file, root instanceof Map<?, ?> m ? m : Map.of(), variables);
    } catch (IOException | YamlEngineException e) {
      throw wrong(file, "it cannot be read: " + e.getMessage());
    }
  }

  static OutsideException wrong(Path file, String why) {
    return new OutsideException("SLW-3120", "the compose file " + file + " does not say what Slipway needs: " + why
        + ". Nothing was started and traffic stays as it is");
  }

  OutsideException wrong(String why) {
    return wrong(file, why);
  }

  /** A service; when there is none of that name, which there are. */
  ComposeNode service(String name) {
    ComposeNode services = top().node("services");
    if (services.node(name).values().isEmpty()) {
      throw wrong("it has no service " + name + "; it has " + services.values().keySet());
    }
    return services.node(name);
  }

  /** The network, volume or secret of a name, as the file says it; empty where it says nothing. */
  ComposeNode named(String kind, String name) {
    return top().node(kind).node(name);
  }

  private ComposeNode top() {
    return new ComposeNode(this, top);
  }

  /** What the engine calls a network or a volume of the file. */
  String engineName(String kind, String name, String project) {
    ComposeNode said = named(kind, name);
    return said.text("name").orElse(said.yes("external") ? name : project + "_" + name);
  }

  /** As compose finds it: told, written in the file, or the name of its folder. */
  String project(Optional<String> told) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).map(Path::getFileName).orElse(Path.of("app"));
    String usual = folder.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
    return told.or(() -> top().text("name")).orElse(usual);
  }

  Path folder() {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  /** A scalar's text, with its variables put in. */
  Optional<String> text(Object value) {
    return value instanceof Map || value instanceof List ? Optional.empty() : Optional.of(filled(String.valueOf(value)));
  }

  private String filled(String text) {
    Matcher found = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(filled, Matcher.quoteReplacement(found.group(1) != null ? "$" : value(found)));
    }
    return found.appendTail(filled).toString();
  }

  private String value(Matcher found) {
    String name = found.group(2) != null ? found.group(2) : found.group(3);
    Optional<String> value = Optional.ofNullable(variables.get(name));
    String operator = Optional.ofNullable(found.group(4)).orElse("");
    String rest = Optional.ofNullable(found.group(5)).orElse("");
    Optional<String> counts = operator.startsWith(":") ? value.filter(v -> !v.isEmpty()) : value;
    return switch (operator) {
      case "-", ":-" -> counts.orElse(rest);
      case "+", ":+" -> counts.isPresent() ? rest : "";
      default -> counts.orElseThrow(() -> wrong("the variable " + name + " is neither VERSION nor in " + file.resolveSibling(".env")
          + (rest.isEmpty() ? "" : " (" + rest + ")")));
    };
  }

  /** NAME=value a line, as compose reads it; nothing where there is no such file. */
  static Map<String, String> environmentFile(Path file) throws IOException {
    Map<String, String> read = new TreeMap<>();
    for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
      int equals = line.indexOf('=');
      if (!line.isBlank() && !line.stripLeading().startsWith("#") && equals > 0) {
        String value = line.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'")
            && value.endsWith("'"));
        read.put(line.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return read;
  }
}
