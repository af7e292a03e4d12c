package dev.slipway.gates.look;

import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.Patterns;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Lines of files that people write. Of a folder in a git work tree, those that git tracks or would add; of any other, all but build
 * folders.
 */
final class TextFiles {
  private static final long MOST_BYTES = 10 << 20;
  private static final int MOST_LINE = 4000;
  private static final int SNIFFED_BYTES = 8000;

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
        files.addAll(WrittenFiles.within(subject));
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
      throw GateFault.failed("SLW-6110", "no file with text is at "
          + String.join(", ", subjects), "Name the files or folders to look into");
    }
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
      throw GateFault.failed("SLW-6111", name + " cannot be read (" + e.getClass().getSimpleName()
          + ")", "Give this user the right to read it");
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
