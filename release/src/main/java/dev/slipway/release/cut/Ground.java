package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a repository can be cut from as it stands. Everything is found out before anything is touched. */
final class Ground {
  private static final int MOST_TOLD = 5;
  private static final String[] UNDER_WAY = {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG"};

  private Ground() {}

  /** Refuses what is not firm. */
  static void mustBeFirm(Repository repository) {
    if (repository.branch().isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6208 the head is detached, so that a release would belong to no branch. Nothing was changed."
          + " Check a branch out first");
    }
    for (String sign : UNDER_WAY) {
      if (Files.exists(repository.gitFolder().resolve(sign))) {
        throw ReleaseException.wrongUse("SLW-6241 git is in the middle of something (" + sign
            + "). Nothing was changed. Finish it or abort it");
      }
    }
    mustBeFree(repository);
    List<String> dirty = List.of(repository.git().must("status", "--porcelain=v1", "-z", "--untracked-files=no").split("\0"));
    if (!dirty.getFirst().isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6240 " + dirty.size() + " of the files that git tracks are changed and not committed: "
          + String.join(", ", dirty.stream().limit(MOST_TOLD).map(line -> line.length() > 3 ? line.substring(3) : line).toList())
          + (dirty.size() > MOST_TOLD ? ", …" : "") + ". Nothing was changed. Commit or stash them");
    }
    Git.Answer who = repository.git().ask("var", "GIT_COMMITTER_IDENT");
    if (!who.ok()) {
      throw ReleaseException.wrongUse("SLW-6244 git does not know who commits here. Nothing was changed. Say it with: git config user.name"
          + " and git config user.email");
    }
  }

  /** Refuses to work beside another git. */
  static void mustBeFree(Repository repository) {
    Path lock = repository.gitFolder().resolve("index.lock");
    if (Files.exists(lock)) {
      throw ReleaseException.unreached("SLW-6242 another git works here, or one died and left " + lock + ". Nothing was changed. Wait"
          + " for it; where none runs, remove that file and run the command again");
    }
  }

  /** Refuses tags that the remote has, for a push would fail when all else is done. */
  static void mustBeFreeAt(Repository repository, String remote, List<String> tags) {
    mustBeFreeAt(repository, remote, tags, "SLW-6214", "Nothing was changed. Fetch it: git fetch --tags " + remote
        + ", then run the command again");
  }

  /** The same with another end of the message. */
  static void mustBeFreeAt(Repository repository, String remote, List<String> tags, String code, String then) {
    for (String tag : tags) {
      Git.Answer answer = repository.git().ask("ls-remote", "--tags", "--end-of-options", remote, "refs/tags/" + tag);
      if (!answer.ok()) {
        throw ReleaseException.unreached("SLW-6251 the remote " + remote + " cannot be asked: " + Git.inOneLine(answer)
            + ". Nothing was changed. See to the remote; a cut without --push does not ask it");
      }
      if (!answer.out().isBlank()) {
        throw ReleaseException.refused(code + " the tag " + tag + " exists already at the remote " + remote + ". " + then);
      }
    }
  }
}
