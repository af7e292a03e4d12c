package dev.slipway.release.commit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes a message apart that lists others: a squash of GitHub, GitLab or git, or a merge with a title. */
public final class Squash {
  private static final String OF_GIT = "Squashed commit of the following:";
  private static final int GIT_INDENT = 4;

  private Squash() {}

  /**
   * The messages that a text holds, the commit's own first. None that says the same as another of them.
   *
   * @param known which types begin a message in a list: in prose, a word and a colon are just that
   */
  public static List<Message> messages(String text, Predicate<String> known) {
    List<String> lines = text.strip().lines().filter(line -> !line.stripLeading().startsWith("gpg:")).toList();
    List<List<String>> blocks = lines.contains(OF_GIT) ? ofGit(lines, known) : ofList(lines, known);
    List<Message> messages = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (List<String> block : blocks) {
      Message message = MessageParser.ofLines(block);
      if (said.add(key(message))) {
        messages.add(message);
      }
    }
    return messages;
  }

  /** What makes two messages the same change: all but the number of a pull request behind it. */
  public static String key(Message message) {
    String description = message.description().replaceFirst("\\s*\\(#[0-9]{1,18}\\)$", "");
    return message.type().orElse("") + "(" + message.scope().orElse("") + ")" + (message.isBreaking() ? "!" : "") + ":" + description;
  }

  private static List<List<String>> ofList(List<String> lines, Predicate<String> known) {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = new ArrayList<>();
    boolean first = true;
    for (String line : lines) {
      boolean item = !first && (line.startsWith("* ") || line.startsWith("- ")) && begins(line.substring(2), known);
      if (item) {
        blocks.add(block);
        block = new ArrayList<>();
      }
      block.add(item ? line.substring(2) : line);
      first = false;
    }
    blocks.add(block);
    return titled(blocks, known);
  }

  /** A merge's own line says nothing; its title, where it has one, stands below. */
  private static List<List<String>> titled(List<List<String>> blocks, Predicate<String> known) {
    List<String> own = blocks.getFirst();
    if (own.isEmpty() || !own.getFirst().startsWith("Merge")) {
      return blocks;
    }
    int colon = own.getFirst().indexOf(": ");
    List<String> titled = own;
    if (own.getFirst().startsWith("Merged PR ") && colon > 0 && begins(own.getFirst().substring(colon + 2), known)) {
      titled = new ArrayList<>(own);
      titled.set(0, own.getFirst().substring(colon + 2));
    } else {
      Optional<String> title = own.stream().skip(1).filter(line -> !line.isBlank()).findFirst();
      if (title.filter(line -> begins(line, known)).isPresent()) {
        titled = own.subList(own.indexOf(title.get()), own.size());
      }
    }
    List<List<String>> result = new ArrayList<>(blocks);
    result.set(0, titled);
    return result;
  }

  private static List<List<String>> ofGit(List<String> lines, Predicate<String> known) {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      boolean indented = line.startsWith(" ".repeat(GIT_INDENT));
      if (!indented && line.startsWith("commit ")) {
        blocks.add(block);
        block = new ArrayList<>();
      } else if (indented) {
        block.add(line.substring(GIT_INDENT));
      } else if (blocks.isEmpty()) {
        block.add(line);
      }
    }
    blocks.add(block);
    return blocks.stream().filter(b -> !b.isEmpty() && !b.getFirst().isBlank()).filter(b -> begins(b.getFirst(), known)
        || b == blocks.getFirst())
        .toList();
  }

  private static boolean begins(String line, Predicate<String> known) {
    return Header.of(line.strip()).map(Header::type).filter(known).isPresent();
  }
}
