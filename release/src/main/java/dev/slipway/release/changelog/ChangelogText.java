package dev.slipway.release.changelog;

import dev.slipway.core.version.SemanticVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a changelog, into which sections are put. Whatever it says stays in it.
 *
 * @param text with line ends of one kind
 */
public record ChangelogText(String text) {
  /** What a new one begins with. */
  public static final String BEGIN =
      """
      # Changelog

      What changed for users, by [Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions by
      [Semantic Versioning](https://semver.org/).

      ## [Unreleased]
      """;

  /** The versions it has a section of. */
  public List<SemanticVersion> versions() {
    return Headings.in(text).stream().flatMap(h -> h.version().stream()).toList();
  }

  /** What is written by hand under Unreleased, by category; under the empty name what stands above them all. */
  public Map<String, String> byHand() {
    Map<String, String> byHand = new LinkedHashMap<>();
    Optional<Headings.Heading> unreleased = unreleased();
    if (unreleased.isEmpty()) {
      return byHand;
    }
    String name = "";
    StringBuilder part = new StringBuilder();
    boolean code = false;
    for (String line : text.substring(unreleased.get().end(), bodyEnd(unreleased.get())).split("\n", -1)) {
      code ^= line.stripLeading().startsWith("```");
      if (!code && line.startsWith("### ")) {
        byHand.merge(name, part.toString().strip(), (a, b) -> (a + "\n" + b).strip());
        name = line.substring(4).strip();
        part.setLength(0);
      } else {
        part.append(line).append('\n');
      }
    }
    byHand.merge(name, part.toString().strip(), (a, b) -> (a + "\n" + b).strip());
    byHand.values().removeIf(String::isBlank);
    return byHand;
  }

  /** With the section of a new release, into which what is written by hand has gone. */
  public ChangelogText withRelease(String section) {
    Optional<Headings.Heading> unreleased = unreleased();
    if (unreleased.isEmpty()) {
      return inserted(firstVersion(), section);
    }
    String head = text.substring(0, unreleased.get().end());
    return new ChangelogText(head + "\n" + section + gap(text.substring(bodyEnd(unreleased.get()))));
  }

  /** With the section of an older release where its version belongs. */
  public ChangelogText withOlder(SemanticVersion version, String section) {
    int at = Headings.in(text).stream().filter(h -> h.version().filter(v -> v.compareTo(version) < 0).isPresent()).findFirst()
        .map(Headings.Heading::start)
        .orElseGet(() -> Headings.definitions(text));
    return inserted(at, section);
  }

  /** With the line that says where a link leads, before those there are; the line for what is not released moves on to the new tag. */
  public ChangelogText withLink(String definition, Optional<String> before, Optional<String> tag) {
    if (definition.isEmpty()) {
      return this;
    }
    String name = definition.substring(0, definition.indexOf("]:") + 2);
    int at = Headings.definitions(text);
    String definitions = text.substring(at);
    if (("\n" + definitions).contains("\n" + name)) {
      return this;
    }
    if (before.isPresent() && tag.isPresent()) {
      String moved = "[Unreleased]: ";
      int start = definitions.startsWith(moved) ? 0 : definitions.indexOf("\n" + moved) + 1;
      if (definitions.startsWith(moved, start)) {
        int end = definitions.indexOf('\n', start);
        String line = definitions.substring(start, end < 0 ? definitions.length() : end);
        String next = line.replace("/" + before.get() + "...", "/" + tag.get() + "...").replaceFirst("%0D" + Pattern.quote(before.get())
            + "$",
            Matcher.quoteReplacement("%0D" + tag.get()));
        String rest = end < 0 ? "" : definitions.substring(end + 1);
        return new ChangelogText(text.substring(0, at) + definitions.substring(0, start) + next + "\n" + definition + "\n" + rest);
      }
    }
    String head = text.substring(0, at);
    String space = definitions.isEmpty() && !head.endsWith("\n\n") ? head.endsWith("\n") ? "\n" : "\n\n" : "";
    return new ChangelogText(head + space + definition + "\n" + definitions);
  }

  private ChangelogText inserted(int at, String section) {
    String head = text.substring(0, at);
    String space = head.isEmpty() || head.endsWith("\n\n") ? "" : head.endsWith("\n") ? "\n" : "\n\n";
    return new ChangelogText(head + space + section + gap(text.substring(at)));
  }

  private static String gap(String rest) {
    return rest.isBlank() ? rest.strip() : "\n" + rest.replaceFirst("^\\n+", "");
  }

  private Optional<Headings.Heading> unreleased() {
    return Headings.in(text).stream().filter(h -> h.name().equalsIgnoreCase("unreleased")).findFirst();
  }

  private int firstVersion() {
    return Headings.in(text).stream().filter(h -> h.version().isPresent()).findFirst().map(Headings.Heading::start).orElseGet(() ->
        Headings.definitions(text));
  }

  private int bodyEnd(Headings.Heading heading) {
    return Headings.in(text).stream().map(Headings.Heading::start).filter(s -> s > heading.start()).findFirst()
        .orElseGet(() -> Math.max(heading.end(), Headings.definitions(text)));
  }
}
