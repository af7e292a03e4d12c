package dev.slipway.gates.look;

import dev.slipway.gates.report.GateFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The files of a folder that people wrote: in a git work tree those that git tracks or would add, elsewhere all but what builds make. */
final class WrittenFiles {
  private static final Set<String> BUILT = Set.of(".git", "node_modules", "target", "build", "dist", "out", "bin", "obj", ".gradle",
      ".venv", "venv", "__pycache__", ".tox", "vendor");
  private static final int MOST_FILES = 200_000;
  private static final int GIT_SECONDS = 60;

  private WrittenFiles() {}

  static List<Path> within(Path folder) {
    try {
      List<Path> tracked = git(folder);
      return tracked.isEmpty() ? walked(folder) : tracked;
    } catch (IOException e) {
      throw GateFault.failed("SLW-6111", folder + " cannot be read (" + e + ")", "Give this user the right to read it");
    }
  }

  /** Empty where there is no git, or no work tree. */
  private static List<Path> git(Path folder) throws IOException {
    try {
      Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").directory(folder.toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      byte[] out = git.getInputStream().readNBytes(256 << 20);
      if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
        git.destroyForcibly();
        return List.of();
      }
      return List.of(new String(out, StandardCharsets.UTF_8).split("\0")).stream().filter(n -> !n.isEmpty()).limit(MOST_FILES)
          .map(folder::resolve).filter(p -> Files.isRegularFile(p, java.nio.file.LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (IOException e) {
      return List.of(); // no git here: everything is looked into
    }
  }

  private static List<Path> walked(Path folder) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    Files.walkFileTree(folder, Set.of(), 60, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
        return BUILT.contains(String.valueOf(at.getFileName())) && !at.equals(folder) ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
          files.add(file);
        }
        if (files.size() > MOST_FILES) {
          throw GateFault.failed("SLW-6114", "more than " + MOST_FILES + " files are in " + folder, "Name folders below it");
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return List.copyOf(files);
  }
}
