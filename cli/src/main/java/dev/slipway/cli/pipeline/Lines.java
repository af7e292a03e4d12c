package dev.slipway.cli.pipeline;

import java.util.List;

/** YAML, line by line. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Lines at a depth, two spaces each. */
  Lines at(int depth, String lines) {
    lines.lines().forEach(l -> text.append(l.isBlank() ? "" : "  ".repeat(depth) + l).append('\n'));
    return this;
  }

  Lines at(int depth, List<String> lines) {
    lines.forEach(l -> at(depth, l));
    return this;
  }

  /** A shell script as a literal block. */
  Lines script(int depth, String key, String script) {
    at(depth, key + ": |");
    return at(depth + 1, script);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
