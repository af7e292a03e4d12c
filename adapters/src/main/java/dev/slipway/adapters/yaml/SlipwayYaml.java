package dev.slipway.adapters.yaml;

import dev.slipway.core.config.ServiceConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The door to slipway.yaml: all of what it says with every default filled in, or all that is wrong with it. Reading changes nothing. */
public final class SlipwayYaml {
  /** No file is longer, in bytes. */
  static final int MOST_BYTES = 1 << 20;

  private SlipwayYaml() {}

  /** Reads the file. One that is absent, unreadable, too large or not UTF-8 is a problem like any other. */
  public static ReadResult read(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<String> text = FileText.read(file, problems);
    return text.map(t -> read(t, file.toString())).orElseGet(() -> new ReadResult.Invalid(problems.sorted()));
  }

  /**
   * Reads a text.
   *
   * @param text of the file
   * @param fileName what problems call it
   */
  public static ReadResult read(String text, String fileName) {
    Problems problems = new Problems(fileName);
    Optional<Node> tree = tree(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    Optional<ServiceConfig> config = tree.flatMap(t -> ServiceReader.read(t, problems));
    tree.ifPresent(t -> SchemaCheck.check(t, problems));
    if (!problems.isEmpty()) {
      return new ReadResult.Invalid(problems.sorted());
    }
    return new ReadResult.Valid(config.orElseThrow(() ->
        new IllegalStateException("SLW-1000 the schema and the readers disagree about " + fileName)));
  }

  static Optional<Node> tree(String text, Problems problems) {
    if (text.length() > MOST_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      FileText.tooLarge(problems);
      return Optional.empty();
    }
    Optional<Position> intruder = Placeholders.intruder(text);
    if (intruder.isPresent()) {
      problems.add(Fault.NOT_YAML, intruder.get(), "a character of private use stands here", "delete it; it is invisible in most editors");
      return Optional.empty();
    }
    return TreeReader.read(text, problems);
  }
}
