package dev.slipway.adapters.process;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets go of artifacts and logs that nobody asked to keep. What an instance runs from, or may be started again from, stays in any case. */
public final class Pruning {
  private static final Pattern LOG = Pattern.compile("(.+[.][0-9]{1,9})[.]log([.][0-9]+)?");

  private final Layout layout;
  private final InstanceFolders folders;
  private final ReleaseStore store;

  Pruning(Layout layout, InstanceFolders folders, ReleaseStore store) {
    this.layout = layout;
    this.folders = folders;
    this.store = store;
  }

  /** Removes all artifacts but these. Returns how many were removed. */
  public int artifacts(Set<Digest> keep) throws IOException {
    Set<Digest> used = new HashSet<>(keep);
    for (TargetId target : folders.targets()) {
      folders.of(target).forEach(f -> used.add(f.intent().release().artifact()));
    }
    return store.prune(used);
  }

  /** Removes the logs of all releases of a target but these. Returns how many files were removed. */
  public int logs(TargetId target, Set<ReleaseId> keep) throws IOException {
    Set<ReleaseId> used = new HashSet<>(keep);
    folders.of(target).forEach(f -> used.add(f.intent().id().release()));
    int removed = 0;
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(layout.logs(target))) {
      for (Path log : logs) {
        if (written(log).filter(i -> !used.contains(i.release())).isPresent() && Files.deleteIfExists(log)) {
          removed++;
        }
      }
    } catch (NoSuchFileException e) {
      return 0; // Nothing ever ran there.
    }
    return removed;
  }

  /** The instance that wrote a log; a file that somebody else put there is nobody's. */
  private static Optional<InstanceId> written(Path log) {
    Matcher name = LOG.matcher(log.getFileName().toString());
    try {
      return name.matches() ? Optional.of(InstanceId.parse(name.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
