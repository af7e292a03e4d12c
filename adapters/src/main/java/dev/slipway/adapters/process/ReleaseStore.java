package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Artifacts by the digest of their content, read-only. What is in it is whole: an artifact arrives by one rename. */
final class ReleaseStore {
  private static final String ARRIVING = "arriving";
  private final Path store;
  private final Machine machine;

  ReleaseStore(Layout layout, Machine machine) {
    this.store = layout.store();
    this.machine = machine;
  }

  /** Copies a file or a folder into the store, or finds that it is there already. */
  Digest stage(Path artifact) {
    Path name = artifact.toAbsolutePath().normalize().getFileName();
    if (name == null || !Files.exists(artifact)) {
      throw new OutsideException(
          "SLW-3001", "there is no artifact at " + artifact
              + ". Nothing was copied and traffic stays as it is; build it, or correct artifact.process.file");
    }
    try {
      return staged(artifact.toRealPath(), name.toString());
    } catch (IOException e) {
      throw failed(artifact, e);
    }
  }

  private Digest staged(Path artifact, String name) throws IOException {
    Digest known = ArtifactCopy.digest(artifact);
    if (Files.exists(place(known, name)) && ArtifactCopy.executable(place(known, name)) == ArtifactCopy.executable(artifact)) {
      return known;
    }
    Path arriving = Layout.made(store.resolve(ARRIVING).resolve(ProcessIdentity.mine(machine).toString()))
        .resolve(UUID.randomUUID().toString());
    try {
      Digest digest = ArtifactCopy.copy(artifact, arriving);
      Path place = place(digest, name);
      Layout.made(DurableFile.folderOf(place));
      settle(arriving, place);
      return digest;
    } finally {
      DurableFile.removeTree(arriving);
    }
  }

  /** Two who bring the same artifact at once both bring the same bytes: whoever comes second finds it there. */
  private static void settle(Path arriving, Path place) throws IOException {
    if (Files.isDirectory(arriving)) {
      if (!Files.exists(place)) {
        Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE);
        ArtifactCopy.seal(place);
      }
    } else {
      Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    DurableFile.syncFolder(DurableFile.folderOf(place));
    DurableFile.syncFolder(DurableFile.folderOf(DurableFile.folderOf(place)));
  }

  private static OutsideException failed(Path artifact, IOException e) {
    String why = String.valueOf(e.getMessage());
    String rest = " Nothing was kept and traffic stays as it is; ";
    if (why.contains("No space left") || why.contains("quota exceeded")) {
      return new OutsideException("SLW-3003", "no room to copy " + artifact + " into the release store: " + why + "." + rest
          + "free some space, or remove old releases", e);
    }
    if (e instanceof AccessDeniedException) {
      return new OutsideException("SLW-3002", "artifact " + artifact + " may not be read: permission denied for " + why + "." + rest
          + "give this user the right to read it", e);
    }
    return new OutsideException("SLW-3004", "artifact " + artifact + " could not be copied: " + e.getClass().getSimpleName() + ": " + why
        + "." + rest + "look at the file system", e);
  }

  /** Whether a release's artifact is there. */
  boolean keeps(Release release) {
    return Files.exists(kept(release.artifact(), release.run().artifactName()));
  }

  /** Where a release's artifact is, certainly there. */
  Path require(Release release) {
    Path place = kept(release.artifact(), release.run().artifactName());
    if (!Files.exists(place)) {
      throw new OutsideException(
          "SLW-3010",
          "the artifact of " + release.version() + " (" + release.artifact() + ") is missing at " + place
              + ". No instance of it can be started and those that run go on; deploy " + release.version() + " again to bring it back");
    }
    return place;
  }

  private Path place(Digest digest, String name) {
    return store.resolve("sha256").resolve(digest.hex()).resolve(name);
  }

  /** An artifact is kept under every name it came with; asked for by yet another name the same bytes are found all the same. */
  private Path kept(Digest digest, String name) {
    Path named = place(digest, name);
    Path folder = DurableFile.folderOf(named);
    if (Files.exists(named) || !Files.isDirectory(folder)) {
      return named;
    }
    try (Stream<Path> there = Files.list(folder)) {
      return there.filter(p -> !p.getFileName().toString().startsWith(".")).findFirst().orElse(named);
    } catch (IOException e) {
      throw new OutsideException("SLW-3010", "the kept artifacts at " + folder + " cannot be listed: " + e + ". Nothing was started; those that run go on", e);
    }
  }

  /** Removes what a program that died in the middle of a copy left behind. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> copying = Files.newDirectoryStream(Layout.made(store.resolve(ARRIVING)))) {
      for (Path folder : copying) {
        if (ProcessIdentity.parse(folder.getFileName().toString()).filter(p -> p.alive(machine)).isEmpty()) {
          DurableFile.removeTree(folder);
        }
      }
    }
  }

  /** Removes every artifact but these. Returns how many were removed. */
  int prune(Set<Digest> keep) throws IOException {
    sweep();
    int removed = 0;
    try (DirectoryStream<Path> digests = Files.newDirectoryStream(store.resolve("sha256"), "[0-9a-f]*")) {
      for (Path place : digests) {
        if (!keep.contains(new Digest(place.getFileName().toString()))) {
          DurableFile.removeTree(place);
          removed++;
        }
      }
    } catch (NoSuchFileException e) {
      return 0; // Nothing was ever staged.
    }
    return removed;
  }
}
