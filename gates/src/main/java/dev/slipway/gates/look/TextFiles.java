package dev.slipway.gates.look;

import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.Patterns;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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

/** Lines of files that people write. Of a folder in a git work tree, those that git tracks or would add; of any other, all but build folders. */
final class TextFiles {
  private static final Set<String> BUILT = Set.of(".git", "node_modules", "target", "build", "dist", "out", "bin", "obj", ".gradle", ".venv", "venv", "__pycache__", ".tox", "vendor");
  private static final int MOST_FILES = 200_000;
  private static final long MOST_BYTES = 10 << 20;
  private static final int MOST_LINE = 4000;
  private static final int SNIFFED_BYTES = 8000;
  private static final int GIT_SECONDS = 60;

  private final Path folder;
  private int read;
  private int large;

  TextFiles(Path folder) {
    this.folder = folder;
  }

  /** Who is told of each line; of a long one, piece by piece. */
  interface Reader {
    void line(String file, int number, String text);
  }

  int read() {
    return read;
  }

  /** Files that were too large to look into. */
  int large() {
    return large;
  }

  void each(List<String> subjects, List<String> allowedPaths, Reader reader) {
    TreeSet<Path> files = new TreeSet<>();
    for (Path subject : Patterns.files(folder, subjects)) {
      if (Files.isDirectory(subject)) {
        files.addAll(within(subject));
      } else {
        files.add(subject);
      }
    }
    for (Path file : files) {
      String name = Patterns.shown(folder, file);
      if (!Patterns.matchesAny(allowedPaths, name)) {
        lines(file, name, reader);
      }
    }
    if (read == 0) {
      throw GateFault.failed("SLW-6110", "no file with text is at " + String.join(", ", subjects), "Name the files or folders to look into");
    }
  }

  private static List<Path> within(Path folder) {
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
        return BUILT.contains(String.valueOf(at.getFileName())) && !at.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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

  private void lines(Path file, String name, Reader reader) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        large++;
        return;
      }
      if (isBinary(file)) {
        return;
      }
      read++;
      try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16)) {
        pieces(in, name, reader);
      }
    } catch (IOException e) {
      throw GateFault.failed("SLW-6111", name + " cannot be read (" + e.getClass().getSimpleName() + ")", "Give this user the right to read it");
    }
  }

  /** Long lines come in pieces that overlap, so that nothing hides where they meet. */
  private static void pieces(BufferedReader in, String name, Reader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int number = 1;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        reader.line(name, number++, line.toString());
        line.setLength(0);
      } else {
        line.append((char) c);
        if (line.length() >= MOST_LINE) {
          reader.line(name, number, line.toString());
          line.delete(0, MOST_LINE - 300);
        }
      }
    }
    reader.line(name, number, line.toString());
  }

  private static boolean isBinary(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (byte b : in.readNBytes(SNIFFED_BYTES)) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    }
  }
}
