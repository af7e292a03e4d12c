package dev.slipway.release.history;

import dev.slipway.release.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A local repository as it stands.
 *
 * @param git in its top folder
 * @param top of the work tree
 * @param gitFolder of this work tree
 * @param sharedFolder of all its work trees
 * @param head full hash
 * @param branch short name; empty where the head is detached
 * @param shallow whether its history is cut off somewhere
 */
public record Repository(Git git, Path top, Path gitFolder, Path sharedFolder, String head, Optional<String> branch, boolean shallow) {
  private static final String HEADS = "refs/heads/";

  /** The repository that a folder lies in. */
  public static Repository at(Path folder) {
    Git.Answer answer = new Git(folder).ask("rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir", "--git-common-dir",
        "--is-shallow-repository", "HEAD^{commit}", "--symbolic-full-name", "HEAD", "--");
    List<String> lines = answer.out().lines().toList();
    if (lines.size() < 4) {
      boolean foreign = answer.complaint().contains("dubious ownership");
      boolean bare = answer.complaint().contains("must be run in a work tree");
      throw ReleaseException.wrongUse("SLW-6200 " + folder + (foreign ? " is a git repository that belongs to somebody else: "
          + answer.complaint().lines().findFirst().orElse("") : bare ? " is a bare git repository, without files to release"
          : " is no git repository") + ". Nothing was changed. Run this in a checkout of the project");
    }
    if (!answer.ok()) {
      throw ReleaseException.wrongUse("SLW-6201 " + lines.getFirst() + " has no commit yet. Nothing was changed. Commit something first");
    }
    Git git = new Git(Path.of(lines.get(0)));
    String full = lines.get(5);
    Optional<String> branch = full.startsWith(HEADS) ? Optional.of(full.substring(HEADS.length())) : Optional.empty();
    return new Repository(git, Path.of(lines.get(0)), Path.of(lines.get(1)), Path.of(lines.get(2)), lines.get(4), branch,
        lines.get(3).equals("true"));
  }

  /** Every tag that leads to something, whatever it is called. */
  public List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    String out = git.must("for-each-ref", "--format=%(objectname) %(*objectname) %(refname)", "refs/tags");
    for (String line : out.lines().toList()) {
      String[] words = line.split(" ", 3);
      tags.add(new Tag(words[2].substring("refs/tags/".length()), words[1].isEmpty() ? words[0] : words[1]));
    }
    return tags;
  }

  /** Whether a commit belongs to the history of another. What is no commit here belongs to none. */
  public boolean isAncestor(String commit, String of) {
    return commit.equals(of) || git.ask("merge-base", "--is-ancestor", commit, of).ok();
  }

  /**
   * What is read of the history.
   *
   * @param from the commit to begin at
   * @param without commits whose history is left out
   * @param paths pathspecs of what a commit must touch; none for every commit
   * @param firstParent whether a merge stands for what it brought
   */
  public record Range(String from, List<String> without, List<String> paths, boolean firstParent) {
    public Range {
      without = List.copyOf(without);
      paths = List.copyOf(paths);
    }
  }

  /** Passes commits on while git finds them, each before its parents. */
  public void commits(Range range, Consumer<Commit> to) {
    List<String> words = new ArrayList<>(List.of("log", "-z", "--no-color", "--encoding=UTF-8", "--topo-order", CommitReader.FORMAT));
    if (!range.paths().isEmpty()) {
      words.add("--full-history");
    }
    if (range.firstParent()) {
      words.add("--first-parent");
    }
    words.addAll(List.of("--end-of-options", range.from()));
    range.without().forEach(commit -> words.add("^" + commit));
    words.add("--");
    words.addAll(range.paths());
    CommitReader reader = new CommitReader(to);
    String[] command = words.toArray(String[]::new);
    Git.Answer answer = git.stream(reader::read, command);
    if (!answer.ok()) {
      throw Git.failed(answer, command);
    }
  }

  /** Commits behind which a shallow clone's history is cut off. */
  public Set<String> cuts() {
    Path file = sharedFolder.resolve("shallow");
    try {
      return shallow && Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6220 " + file + " could not be read: " + e.getMessage(), e);
    }
  }

  /** Where the repository comes from, if anywhere. */
  public Optional<String> remote(String name) {
    Git.Answer answer = git.ask("config", "--get", "remote." + name + ".url");
    return answer.ok() ? Optional.of(answer.out().strip()).filter(url -> !url.isEmpty()) : Optional.empty();
  }
}
