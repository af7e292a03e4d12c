package dev.slipway.release.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one message. Takes time in proportion to its length, whatever it says. */
public final class MessageParser {
  private static final String REVERTS = "This reverts commit ";
  private static final int LEAST_HASH = 7;
  private static final int MOST_HASH = 64;

  private MessageParser() {}

  /** Reads a message as it stands, one that lists others as one. */
  public static Message parse(String text) {
    List<String> lines = text.strip().lines().filter(line -> !line.stripLeading().startsWith("gpg:")).toList();
    return ofLines(lines);
  }

  /** Reads the lines of a message, the header first. */
  static Message ofLines(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.getFirst().strip();
    Optional<Header> header = Header.of(first);
    List<String> rest = lines.size() < 2 ? List.of() : lines.subList(1, lines.size());
    Tail tail = Tail.of(rest);
    List<String> breaking = new ArrayList<>(tail.footers().stream().filter(Footer::isBreaking).map(f -> f.value().strip()).toList());
    String description = header.map(Header::description).orElse(first);
    if (breaking.isEmpty() && header.filter(Header::marked).isPresent()) {
      breaking.add(description);
    }
    List<String> named = new ArrayList<>(rest.size() + 1);
    named.add(description);
    named.addAll(rest);
    return new Message(first, header.map(Header::type), header.flatMap(Header::scope), description, tail.body(), breaking, tail.footers(),
        References.in(named), revert(first, header, rest, tail.footers()));
  }

  private static Optional<Revert> revert(String first, Optional<Header> header, List<String> rest, List<Footer> footers) {
    boolean typed = header.filter(h -> h.type().equals("revert")).isPresent();
    List<String> hashes = new ArrayList<>();
    for (String line : rest) {
      int at = line.indexOf(REVERTS);
      if (at >= 0) {
        addHash(line.substring(at + REVERTS.length()), hashes);
      }
    }
    boolean git = first.regionMatches(true, 0, "revert ", 0, 7);
    if (typed && hashes.isEmpty()) {
      footers.stream().filter(f -> f.is("refs")).forEach(f -> {
        for (String word : f.value().split("[,;\\s]+")) {
          addHash(word, hashes);
        }
      });
    }
    if (!typed && !(git && !hashes.isEmpty())) {
      return Optional.empty();
    }
    String taken = typed ? header.orElseThrow().description() : first.substring(7).strip();
    return Optional.of(new Revert(unquoted(taken), hashes));
  }

  private static void addHash(String text, List<String> hashes) {
    int end = 0;
    while (end < text.length() && end < MOST_HASH && Character.digit(text.charAt(end), 16) >= 0) {
      end++;
    }
    if (end >= LEAST_HASH) {
      hashes.add(text.substring(0, end).toLowerCase(Locale.ROOT));
    }
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
