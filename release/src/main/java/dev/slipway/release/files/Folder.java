package dev.slipway.release.files;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.RelativePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a work tree, reached by paths that stay in it: no link is followed, for what it leads to need not belong to the project.
 *
 * @param top of the work tree
 * @param instead bytes that stand for those of a file, by path: what is to be written, and is not yet
 */
public record Folder(Path top, Map<String, byte[]> instead) {
  private static final long MOST_BYTES = 8L << 20;
  private static final int PROJECT_DEPTH = 5;

  /** The files as they are. */
  public Folder(Path top) {
    this(top, Map.of());
  }

  /** Whether there is a file of this name, no link and no folder. */
  public boolean has(String path) {
    return RelativePath.of(path).isPresent() && firstLink(path).isEmpty() && Files.isRegularFile(top.resolve(path),
        LinkOption.NOFOLLOW_LINKS);
  }

  /** The bytes of a file. */
  public byte[] read(String path) {
    byte[] fresh = instead.get(path);
    if (fresh != null) {
      return fresh;
    }
    Path file = inside(path);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw ReleaseException.wrongUse("SLW-6230 there is no file " + path + ". Nothing was changed. Make it, or name the right one in"
            + " slipway.yaml");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw ReleaseException.wrongUse("SLW-6233 " + path + " is larger than " + (MOST_BYTES >> 20) + " MiB. Nothing was changed");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + path + " could not be read (" + e + "). Nothing was changed", e);
    }
  }

  /** Refuses a file that its owner has closed for writing: somebody meant it to stay as it is. */
  public void mustBeWritable(String path) {
    Path file = top.resolve(path);
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      if (!rights.contains(PosixFilePermission.OWNER_WRITE) || !Files.isWritable(file)) {
        throw ReleaseException.wrongUse("SLW-6234 " + path + " is read-only. Nothing was changed. Allow it with: chmod u+w " + path);
      }
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 the permissions of " + path + " could not be read (" + e + "). Nothing was changed", e);
    }
  }

  /** Puts new bytes in a file's place, at once and for good; its permissions stay. */
  public void replace(String path, byte[] bytes) {
    Path file = inside(path);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling("." + file.getFileName() + ".slipway-new");
      Files.deleteIfExists(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining();) {
          channel.write(rest);
        }
        channel.force(true);
      }
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + path + " could not be written (" + e + "). Run the command again when it can", e);
    }
  }

  /** Takes a file away, if it is there. */
  public void remove(String path) {
    try {
      Files.deleteIfExists(inside(path));
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + path + " could not be removed (" + e + "). Run the command again when it can", e);
    }
  }

  /** Projects of .NET in a folder; where it holds a solution, also those below. */
  List<String> dotNetProjects(String folder) {
    Path base = top.resolve(folder);
    try (Stream<Path> here = Files.list(base)) {
      boolean solution = here.anyMatch(f -> f.toString().endsWith(".sln") || f.toString().endsWith(".slnx"));
      try (Stream<Path> files = Files.walk(base, solution ? PROJECT_DEPTH : 1)) {
        return new ArrayList<>(files.map(f -> top.relativize(f).normalize().toString())
            .filter(f -> f.matches(".*\\.(csproj|fsproj|vbproj)") && !f.matches("(.*/)?(bin|obj|node_modules)/.*") && has(f)).sorted()
                .toList());
      }
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + base + " could not be read (" + e + "). Nothing was changed", e);
    }
  }

  private Path inside(String path) {
    Path file = top.resolve(RelativePath.of(path).orElseThrow(() -> ReleaseException.wrongUse("SLW-6232 " + path
        + " leads out of the repository. Nothing was changed")));
    String link = firstLink(path);
    if (!link.isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6232 " + link + " is a link, and what it leads to is not touched. Nothing was changed."
          + " Name the file itself");
    }
    return file;
  }

  private String firstLink(String path) {
    Path at = top;
    for (Path part : Path.of(path)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) {
        return top.relativize(at).toString();
      }
    }
    return "";
  }

  /** A name in a folder given from the top. */
  static String join(String folder, String name) {
    return folder.equals(".") || folder.isEmpty() ? name : folder + "/" + name;
  }
}
