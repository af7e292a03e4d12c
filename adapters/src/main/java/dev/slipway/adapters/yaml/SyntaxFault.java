package dev.slipway.adapters.yaml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in plain words why a text is not YAML. */
final class SyntaxFault {
  private record Words(String message, String hint) {}

  private SyntaxFault() {}

  static void add(YamlEngineException e, String text, Problems problems) {
    switch (e) {
      case MarkedYamlEngineException marked -> addMarked(marked, text, problems);
      case ReaderException reader -> {
        int end = text.offsetByCodePoints(0, Math.min(reader.getPosition(), text.codePointCount(0, text.length())));
        String character = String.format("U+%04X", reader.getCodePoint());
        problems.add(Fault.NOT_YAML, Position.after(text.substring(0, end)), "the character " + character + " may not stand in YAML",
            "delete it; it is invisible in most editors");
      }
      default -> problems.add(Fault.NOT_YAML, Position.START, "this is not YAML (" + oneLine(e.getMessage()) + ")",
          "slipway init writes a file to compare with");
    }
  }

  private static void addMarked(MarkedYamlEngineException e, String text, Problems problems) {
    Position at = Position.of(e.getProblemMark().or(e::getContextMark));
    Optional<Position> tab = tabIndentation(text, at);
    if (tab.isPresent()) {
      problems.add(Fault.NOT_YAML, tab.get(), "a tab stands in the indentation", "indent with spaces, two for each level");
      return;
    }
    String problem = oneLine(e.getProblem());
    String context = oneLine(e.getContext());
    boolean unclosedQuote = context.contains("quoted scalar") && problem.contains("end of stream");
    boolean unclosedBracket = context.startsWith("while parsing a flow");
    if (problem.startsWith("found unknown escape character")) {
      at = new Position(at.line(), at.column() - 1); // the mark points behind the backslash
    }
    Position told = unclosedQuote || unclosedBracket ? Position.of(e.getContextMark()) : at;
    Words words = unclosedQuote ? new Words("the quote that opens here is never closed", "put the same quote at the end of the text")
        : words(problem, context);
    problems.add(Fault.NOT_YAML, told, words.message(), words.hint());
  }

  private static Words words(String problem, String context) {
    if (context.startsWith("while parsing a flow mapping")) {
      return new Words("the { that opens here is not closed, or a comma is missing after it", "write { key: value, key: value }");
    }
    if (context.startsWith("while parsing a flow sequence")) {
      return new Words("the [ that opens here is not closed, or a comma is missing after it", "write [ value, value ]");
    }
    if (problem.startsWith("mapping values are not allowed here")) {
      return new Words("a colon cannot stand here", "put text that holds \": \" in quotes, or check the indentation");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return new Words("a key before this has no colon", "write key: value, with a space after the colon");
    }
    if (problem.startsWith("found unknown escape character") || problem.startsWith("expected escape sequence")) {
      return new Words("a backslash between double quotes begins an escape that YAML does not know",
          "use single quotes round text with backslashes");
    }
    if (problem.contains("that cannot start any token")) {
      return new Words("text cannot begin with this character", "put the text in quotes");
    }
    if (problem.startsWith("expected <block end>") || problem.startsWith("expected <document start>")
        || context.startsWith("while parsing a block")) {
      return new Words("this line does not fit the indentation of those above it", "keys of one map begin in the same column");
    }
    return new Words("this is not YAML (" + problem + ")", "slipway init writes a file to compare with");
  }

  /** YAML forbids tabs there, and its own complaint about them names anything but the tab. */
  private static Optional<Position> tabIndentation(String text, Position at) {
    String[] lines = text.split("\n", -1);
    for (int n = Math.min(at.line(), lines.length); n >= Math.max(1, at.line() - 1); n--) {
      String line = lines[n - 1];
      int column = line.length() - line.stripLeading().length();
      int tab = line.indexOf('\t');
      if (tab >= 0 && tab < column && !line.isBlank()) {
        return Optional.of(new Position(n, tab + 1));
      }
    }
    return Optional.empty();
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }
}
