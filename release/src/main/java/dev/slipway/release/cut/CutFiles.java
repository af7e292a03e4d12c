package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.files.Folder;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes the files of a cut, and tells git's index of them. May be done again at any time. */
final class CutFiles {
  private final Repository repository;
  private final Objects objects;
  private final Folder folder;
  private final Consumer<String> step;

  CutFiles(Repository repository, Objects objects, Consumer<String> step) {
    this.repository = repository;
    this.objects = objects;
    this.folder = new Folder(repository.top());
    this.step = step;
  }

  void write(CutRecord record) {
    record.files().forEach(this::mustBeOurs);
    StringBuilder paths = new StringBuilder();
    for (CutRecord.Written file : record.files()) {
      if (file.after().isEmpty()) {
        step.accept("file " + file.path());
        folder.remove(file.path());
        paths.append(file.path()).append('\0');
        continue;
      }
      byte[] after = objects.bytes(file.after());
      if (!folder.has(file.path()) || !Arrays.equals(folder.read(file.path()), after)) {
        step.accept("file " + file.path());
        folder.replace(file.path(), after);
      }
      paths.append(file.path()).append('\0');
    }
    step.accept("index");
    Git.Answer answer = repository.git().feed(paths.toString().getBytes(StandardCharsets.UTF_8), "update-index", "--add", "--remove",
        "-z", "--stdin");
    if (!answer.ok()) {
      throw Git.failed(answer, "update-index");
    }
  }

  /** A file has the bytes from before or those from after; others are somebody's work, which is not ours to write over. */
  private void mustBeOurs(CutRecord.Written file) {
    boolean there = folder.has(file.path());
    byte[] now = there ? folder.read(file.path()) : new byte[0];
    boolean before = file.before().isEmpty() ? !there : there && Arrays.equals(now, objects.bytes(file.before()));
    boolean after = file.after().isEmpty() ? !there : there && Arrays.equals(now, objects.bytes(file.after()));
    if (!before && !after) {
      throw ReleaseException.refused("SLW-6248 " + file.path() + " was changed since the cut began. It was left as it is. Put your change"
          + " aside, for example with git diff, bring the file back with git checkout HEAD -- " + file.path()
              + ", and run the command again");
    }
  }
}
