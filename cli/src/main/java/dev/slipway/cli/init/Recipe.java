package dev.slipway.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How one project is shipped as processes on one machine.
 *
 * @param service name of the service, a DNS label
 * @param file artifact, relative to the folder
 * @param run shell command of one instance
 * @param ready health path, where the project is known to have one
 * @param build command that makes the artifact, where one is needed
 * @param version the version to deploy first
 * @param variables of each instance
 * @param notes what the person should know, a sentence each
 */
public record Recipe(
    String service,
    String file,
    String run,
    Optional<String> ready,
    Optional<String> build,
    String version,
    Map<String, String> variables,
    List<String> notes) {
  static final String FIRST_VERSION = "1.0.0";

  public Recipe {
    variables = Map.copyOf(variables);
    notes = List.copyOf(notes);
  }

  static Recipe of(String name, String file, String run) {
    return new Recipe(label(name), file, run, Optional.empty(), Optional.empty(), FIRST_VERSION, Map.of(), List.of());
  }

  Recipe readyAt(String path) {
    return new Recipe(service, file, run, Optional.of(path), build, version, variables, notes);
  }

  Recipe builtBy(String command) {
    return new Recipe(service, file, run, ready, Optional.of(command), version, variables, notes);
  }

  Recipe inVersion(String first) {
    return new Recipe(service, file, run, ready, build, first, variables, notes);
  }

  Recipe with(Map<String, String> more) {
    return new Recipe(service, file, run, ready, build, version, more, notes);
  }

  Recipe noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Recipe(service, file, run, ready, build, version, variables, more);
  }

  /** The nearest DNS label, {@code app} where there is none. */
  static String label(String name) {
    String label = name.toLowerCase(Locale.ROOT).replaceAll("^@[^/]*/", "").replaceAll("[^a-z0-9]+", "-");
    label = label.substring(0, Math.min(63, label.length())).replaceAll("^-+|-+$", "");
    return label.isEmpty() ? "app" : label;
  }
}
