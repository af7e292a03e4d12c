package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.Releases;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the release back that the head is, as long as it is only here: its tags go, and the branch and the files are where they were before
 * the cut. What others may have is never taken back: a version that means two things is worse than one too many.
 */
public final class Undo {
  private static final String HEADS = "refs/heads/";
  private static final String REMOVED = "0000000000000000000000000000000000000000";

  private final Releases releases;
  private final Repository repository;
  private final Objects objects;
  private final Consumer<String> step;

  /**
   * An undo.
   *
   * @param step is told each step before it is done
   */
  public Undo(Releases releases, Consumer<String> step) {
    this.releases = releases;
    this.repository = releases.repository();
    this.objects = new Objects(repository);
    this.step = step;
  }

  /** Undoes the last cut, or finishes an undo that was interrupted. A cut that was interrupted must be finished first. */
  public CutResult run() {
    Optional<CutRecord> open = CutRecord.under(repository.gitFolder());
    if (open.filter(record -> !record.isUndo()).isPresent()) {
      throw ReleaseException.wrongUse("SLW-6255 a cut was interrupted here. Nothing was undone. Finish it first, with:"
          + " slipway release cut");
    }
    CutRecord done = new Ending(repository, objects, step).of(open.orElseGet(this::recorded));
    return new CutResult.Undone(done.commit(), List.copyOf(done.tags().keySet()),
        done.files().stream().map(CutRecord.Written::path).toList(), open.isPresent());
  }

  private CutRecord recorded() {
    Ground.mustBeFirm(repository);
    List<String> tags = releases.tagsAtHead();
    if (tags.isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6255 the head is no release, so there is nothing to undo. Nothing was changed. What came after"
          + " a release must be put aside first: git log --oneline --decorate shows it");
    }
    mustBeOnlyHere(tags);
    Map<String, String> going = new LinkedHashMap<>();
    tags.forEach(tag -> going.put(tag, CutRecord.GOES + objects.at("refs/tags/" + tag).orElseThrow()));
    String base = isOfCut(tags) ? repository.git().must("rev-parse", "--verify", "--end-of-options", "HEAD^") : repository.head();
    CutFolder.make(repository.gitFolder());
    CutRecord record = new CutRecord(HEADS + repository.branch().orElseThrow(), repository.head(), base, going, files(base));
    step.accept("record");
    record.write(repository.gitFolder());
    return record;
  }

  /** A cut that changed no file made no commit: then only its tags go. */
  private boolean isOfCut(List<String> tags) {
    String subject = repository.git().must("log", "-1", "--format=%B", "HEAD").strip();
    String pattern = releases.settings().commitMessage();
    String before = pattern.contains("${version}") ? pattern.substring(0, pattern.indexOf("${version}")) : pattern;
    List<String> changed = repository.git().must("diff-tree", "--no-commit-id", "-r", "--name-only", "HEAD").lines().toList();
    boolean oneParent = repository.git().ask("rev-parse", "--verify", "-q", "HEAD^").ok()
        && !repository.git().ask("rev-parse", "--verify", "-q", "HEAD^2").ok();
    return subject.startsWith(before) && oneParent && !changed.isEmpty() && tags.stream().anyMatch(tag -> endsAsSaid(subject, tag));
  }

  private static boolean endsAsSaid(String subject, String tag) {
    return subject.contains(tag.replaceFirst("^.*?(?=[0-9]+\\.)", ""));
  }

  private List<CutRecord.Written> files(String base) {
    List<CutRecord.Written> files = new ArrayList<>();
    // Of each file its mode, its objects before and after, what happened, and its name behind a NUL.
    String[] parts = repository.git().must("diff-tree", "-r", "-z", "--no-renames", repository.head(), base).split("\0");
    for (int i = 0; i + 1 < parts.length; i += 2) {
      String[] words = parts[i].split(" ");
      String path = parts[i + 1];
      files.add(new CutRecord.Written(path, raw(repository.head(), path, words[2]), raw(base, path, words[3])));
    }
    return files;
  }

  /** The bytes as they are in the work tree, which line ends and filters make other than git's own. */
  private String raw(String commit, String path, String object) {
    if (object.startsWith(REMOVED)) {
      return "";
    }
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    Git.Answer answer = repository.git().stream(in -> in.transferTo(out), "cat-file", "--filters", commit + ":" + path);
    if (!answer.ok()) {
      throw Git.failed(answer, "cat-file");
    }
    return objects.raw(out.toByteArray());
  }

  private void mustBeOnlyHere(List<String> tags) {
    String remote = releases.settings().remote();
    String known = repository.git().must("for-each-ref", "--contains", "HEAD", "--format=%(refname:short)", "refs/remotes");
    if (!known.isBlank()) {
      throw ReleaseException.refused("SLW-6256 the release is pushed: " + known.lines().findFirst().orElse("") + " holds it. Nothing was"
          + " undone. What others have cannot be taken back; release the fix as the next version");
    }
    if (repository.remote(remote).isPresent()) {
      Ground.mustBeFreeAt(repository, remote, tags, "SLW-6256", "Nothing was undone. What others have cannot be taken back; release the"
          + " fix as the next version");
    }
  }
}
