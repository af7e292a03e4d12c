package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.nio.file.Files;
import java.util.List;

/** Whether a repository can be cut from as it stands. Everything is found out before anything is touched. */
final class Ground {
  private static final int MOST_TOLD = 5;
  private static final String[] UNDER_WAY = {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG"};

  private Ground() {}

  /** Refuses what is not firm. */
  static void mustBeFirm(Repository repository) {
    if (repository.branch().isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6108 the head is detached, so that a release would belong to no branch. Nothing was changed."
          + " Check a branch out first");
    }
    for (String sign : UNDER_WAY) {
      if (Files.exists(repository.gitFolder().resolve(sign))) {
        throw ReleaseException.wrongUse("SLW-6141 git is in the middle of something (" + sign
            + "). Nothing was changed. Finish it or abort it");
      }
    }
    if (Files.exists(repository.gitFolder().resolve("index.lock"))) {
      throw ReleaseException.unreached("SLW-6142 another git works here, or one died and left "
          + repository.gitFolder().resolve("index.lock") + ". Nothing was changed. Wait, or remove it");
    }
    List<String> dirty = List.of(repository.git().must("status", "--porcelain=v1", "-z", "--untracked-files=no").split("\0"));
    if (!dirty.getFirst().isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6140 " + dirty.size() + " of the files that git tracks are changed and not committed: "
          + String.join(", ", dirty.stream().limit(MOST_TOLD).map(line -> line.length() > 3 ? line.substring(3) : line).toList())
          + (dirty.size() > MOST_TOLD ? ", …" : "") + ". Nothing was changed. Commit or stash them");
    }
    Git.Answer who = repository.git().ask("var", "GIT_COMMITTER_IDENT");
    if (!who.ok()) {
      throw ReleaseException.wrongUse("SLW-6144 git does not know who commits here. Nothing was changed. Say it with: git config user.name"
          + " and git config user.email");
    }
  }

  /** Refuses tags that the remote has, for a push would fail when all else is done. */
  static void mustBeFreeAt(Repository repository, String remote, List<String> tags) {
    for (String tag : tags) {
      Git.Answer answer = repository.git().ask("ls-remote", "--tags", "--end-of-options", remote, "refs/tags/" + tag);
      if (!answer.ok()) {
        throw ReleaseException.unreached("SLW-6151 the remote " + remote + " cannot be asked: " + answer.complaint().strip().replace("\n",
            " / ")
            + ". Nothing was changed. Leave out --push, or see to the remote");
      }
      if (!answer.out().isBlank()) {
        throw ReleaseException.refused("SLW-6114 the tag " + tag + " exists already at the remote " + remote
            + ". Nothing was changed. Fetch it: git fetch --tags " + remote);
      }
    }
  }
}
