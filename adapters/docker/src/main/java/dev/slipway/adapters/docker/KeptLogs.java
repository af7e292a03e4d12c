package dev.slipway.adapters.docker;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last lines of instances whose containers are gone, in files beside the server's state: an engine keeps nothing of a container it
 * removed.
 */
final class KeptLogs {
  private static final Logger LOG = System.getLogger(KeptLogs.class.getName());
  private static final int KEPT_LINES = 5_000;
  private static final String END = ".log";

  private final Path folder;
  private final ContainerLogs logs;

  KeptLogs(Path folder, ContainerLogs logs) {
    this.folder = folder;
    this.logs = logs;
  }

  private Path of(String target) {
    return folder.resolve(target);
  }

  /** Keeps what an instance wrote before it goes; that it cannot must not keep it from going. */
  void keep(Found found, List<Found> past) {
    List<Found> lives = new ArrayList<>(past.reversed());
    lives.add(found);
    try {
      LogPart last = logs.read(lives, Optional.empty(), KEPT_LINES);
      Path place = of(found.target());
      Files.createDirectories(place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = place.resolve(found.instance() + END);
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, last.lines());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "SLW-3111 the log of " + found.instance() + " goes with its container, for it could not be kept", e);
    }
  }

  /** The last lines kept; none where nothing was. */
  List<String> last(TargetId target, InstanceId instance, int most) throws IOException {
    try {
      List<String> lines = Files.readAllLines(of(target.toString()).resolve(instance + END));
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Removes what releases wrote that are none of these. */
  void prune(TargetId target, Set<ReleaseId> keep) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(of(target.toString()), "*" + END)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        ReleaseId release = InstanceId.parse(name.substring(0, name.length() - END.length())).release();
        if (!keep.contains(release)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return; // Nothing of it was ever kept.
    }
  }
}
