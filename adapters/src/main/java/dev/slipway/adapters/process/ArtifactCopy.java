package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.release.Digest;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of an artifact: its digest, and a copy of exactly what was digested.
 *
 * <p>A file's digest is that of its bytes, as sha256sum(1) prints it. A folder's is that of a line for each entry in the order of their
 * paths: kind, executable or not, path, digest of the content or target of the link.
 */
final class ArtifactCopy {
  private static final int MOST_FILES = 200_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private ArtifactCopy() {}

  static Digest digest(Path artifact) throws IOException {
    return walk(artifact, Optional.empty());
  }

  /** Copies to a path that does not exist yet, and onto the disk. */
  static Digest copy(Path artifact, Path to) throws IOException {
    return walk(artifact, Optional.of(to));
  }

  private static Digest walk(Path artifact, Optional<Path> to) throws IOException {
    if (Files.isRegularFile(artifact)) {
      return new Digest(file(artifact, to));
    }
    if (!Files.isDirectory(artifact)) {
      throw new OutsideException("SLW-3005", artifact
          + " is neither a file nor a folder. Nothing was copied; give a file or a folder as the artifact");
    }
    MessageDigest whole = sha256();
    if (to.isPresent()) {
      Files.createDirectory(to.get());
    }
    for (Path entry : entries(artifact)) {
      Path relative = artifact.relativize(entry);
      whole.update(line(artifact, entry, relative, to.map(t -> t.resolve(relative))).getBytes(StandardCharsets.UTF_8));
    }
    return new Digest(HexFormat.of().formatHex(whole.digest()));
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> entries = walk.skip(1).limit(MOST_FILES + 1L).sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
      if (entries.size() > MOST_FILES) {
        throw new OutsideException("SLW-3006", folder + " holds more than " + MOST_FILES
            + " files. Nothing was copied; ship it as one archive");
      }
      return entries;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String line(Path folder, Path entry, Path relative, Optional<Path> to) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      Path target = Files.readSymbolicLink(entry);
      if (target.isAbsolute() || !entry.resolveSibling(target).normalize().startsWith(folder)) {
        throw new OutsideException(
            "SLW-3007", entry + " is a link that leads out of the artifact, to " + target
                + ". Nothing was copied; put what it leads to into the folder");
      }
      if (to.isPresent()) {
        Files.createSymbolicLink(to.get(), target);
      }
      return "link - " + relative + "\0" + target + "\n";
    }
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      if (to.isPresent()) {
        Files.createDirectory(to.get());
      }
      return "folder - " + relative + "\n";
    }
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
      throw new OutsideException("SLW-3005", entry
          + " is neither a file, a folder nor a link. Nothing was copied; take it out of the artifact");
    }
    String content = file(entry, to);
    return "file " + (executable(entry) ? "x " : "- ") + relative + "\0" + content + "\n";
  }

  private static String file(Path from, Optional<Path> to) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    if (to.isEmpty()) {
      try (InputStream in = Files.newInputStream(from)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    }
    boolean executable = executable(from);
    try (InputStream in = Files.newInputStream(from);
        FileChannel out = FileChannel.open(to.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      Files.setPosixFilePermissions(to.get(), PosixFilePermissions.fromString(executable ? "r-xr-xr-x" : "r--r--r--"));
      out.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether its owner may run it; a folder counts as not. */
  static boolean executable(Path path) throws IOException {
    return Files.isRegularFile(path) && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Makes the folders of an artifact read-only; its files are already. */
  static void seal(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path entry : walk.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)).toList()) {
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("r-xr-xr-x"));
        DurableFile.syncFolder(entry);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
