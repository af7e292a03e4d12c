package dev.slipway.adapters.yaml;

import dev.slipway.core.config.Artifact;
import java.util.List;
import java.util.Optional;

/** Reads {@code artifact.process}: what an environment says, before what is said for the whole service. */
final class ArtifactReader {
  static final String EXAMPLE = "process: { file: dist/app-${version}.jar, run: \"java -jar ${artifact} --port ${port}\" }";

  private ArtifactReader() {}

  /**
   * What an environment ships.
   *
   * @param sections the {@code process} maps in order of precedence
   * @param anywhere whether an artifact is written at all, be it wrong
   * @param environment for telling what is missing
   */
  static Optional<Artifact> read(List<Section> sections, boolean anywhere, Value environment) {
    if (sections.isEmpty()) {
      if (!anywhere) {
        environment.problems().add(Fault.MISSING_KEY, environment.keyAt(), environment.path()
            + " ships nothing, for there is no artifact", "add at the top of the file artifact: { " + EXAMPLE + " }");
      }
      return Optional.empty();
    }
    Optional<String> file = part(sections, "file", "dist/app-${version}.jar");
    Optional<String> run = part(sections, "run", "java -jar ${artifact} --port ${port}");
    return file.isEmpty() || run.isEmpty() ? Optional.empty() : Optional.of(new Artifact(file.get(), run.get()));
  }

  /** Notes the faults of one {@code process} map, whether or not an environment uses it. */
  static void check(Section process) {
    process.value("file").ifPresent(v -> v.text("dist/app-${version}.jar")
        .ifPresent(t -> Placeholders.check(t, Placeholders.OF_TEXT, v.at(), v.path(), v.problems())));
    process.value("run").ifPresent(v -> v.text("java -jar ${artifact} --port ${port}").ifPresent(t -> checkRun(t, v)));
  }

  private static void checkRun(String run, Value value) {
    Placeholders.check(run, Placeholders.OF_RUN, value.at(), value.path(), value.problems());
    if (!run.contains("${artifact}") && !value.problems().knows(value.at())) {
      value.fault(Fault.CONTRADICTION, value.path() + " does not use ${artifact}, so it would run something else than what was shipped",
          "write ${artifact} where the file or folder belongs");
    }
  }

  private static Optional<String> part(List<Section> sections, String key, String example) {
    Optional<Value> value = sections.stream().flatMap(s -> s.value(key).stream()).findFirst();
    if (value.isEmpty()) {
      Section first = sections.getFirst();
      first.problems().add(Fault.MISSING_KEY, first.headAt(), first.path() + " has no " + key, "add it, as " + key + ": " + example);
    }
    return value.flatMap(v -> v.text(example));
  }
}
