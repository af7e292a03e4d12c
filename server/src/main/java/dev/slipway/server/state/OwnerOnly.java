package dev.slipway.server.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What other users of this machine may do with a file or folder. */
public final class OwnerOnly {
  static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final int STICKY = 01000;
  private static final int WRITTEN_BY_ALL = 0002;

  private OwnerOnly() {}

  /** What is wrong with a file that holds a secret and what to do about it, when anybody but its owner may touch it. */
  public static Optional<String> fault(Path file) throws IOException {
    Set<PosixFilePermission> there = Files.getPosixFilePermissions(file);
    return FILE.containsAll(without(there, PosixFilePermission.OWNER_EXECUTE))
        ? Optional.empty()
        : Optional.of(
            file + " can be read or changed by other users (" + PosixFilePermissions.toString(there)
                + "). Its secret may be known: chmod 600 "
                + file + ", then change it");
  }

  /** The same for a file that a group of the owner's choice may read, as those of certificates often are. */
  public static Optional<String> readByEverybody(Path file) throws IOException {
    Set<PosixFilePermission> there = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    boolean open = there.contains(PosixFilePermission.OTHERS_READ) || there.contains(PosixFilePermission.OTHERS_WRITE)
        || there.contains(PosixFilePermission.GROUP_WRITE);
    return open
        ? Optional.of(
            file + " can be read or changed by other users (" + PosixFilePermissions.toString(there)
                + "). Its secret may be known: chmod o= "
                + file + ", and renew it")
        : Optional.empty();
  }

  private static Set<PosixFilePermission> without(Set<PosixFilePermission> all, PosixFilePermission one) {
    Set<PosixFilePermission> rest = EnumSet.noneOf(PosixFilePermission.class);
    all.stream().filter(p -> p != one).forEach(rest::add);
    return rest;
  }

  /**
   * Makes a folder of ours what only we can look into.
   *
   * @param folder exists, without links in its path
   * @return why it cannot be trusted, if so
   */
  static Optional<String> close(Path folder) throws IOException {
    if (uid(folder) != uid(Path.of("/proc/self"))) {
      return Optional.of("it belongs to " + Files.getOwner(folder) + ", not to the user who starts the server");
    }
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      int mode = (int) Files.getAttribute(above, "unix:mode");
      if ((mode & WRITTEN_BY_ALL) != 0 && (mode & STICKY) == 0) {
        return Optional.of("everybody may put another in its place, for " + above + " can be written by all");
      }
    }
    Set<PosixFilePermission> there = Files.getPosixFilePermissions(folder);
    boolean written = there.contains(PosixFilePermission.GROUP_WRITE) || there.contains(PosixFilePermission.OTHERS_WRITE);
    if (written && !empty(folder)) {
      return Optional.of(
          "others may write there (" + PosixFilePermissions.toString(there)
              + "), so that what it holds cannot be trusted. Look at it, then: chmod 700 "
              + folder);
    }
    Files.setPosixFilePermissions(folder, FOLDER);
    return Optional.empty();
  }

  /** Closes what lies in a folder of ours; what is below a folder in it is behind that one's door. */
  static void closeEntries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          narrow(entry, FOLDER);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          narrow(entry, FILE);
        }
      }
    }
  }

  private static void narrow(Path entry, Set<PosixFilePermission> most) throws IOException {
    Set<PosixFilePermission> there = Files.getPosixFilePermissions(entry);
    if (!most.containsAll(there)) {
      Set<PosixFilePermission> kept = EnumSet.copyOf(most);
      kept.retainAll(there);
      Files.setPosixFilePermissions(entry, kept);
    }
  }

  private static boolean empty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }
}
