package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cut under way, written down before anything that others see is touched, so that it can be brought to its end whenever it was
 * interrupted. It lies beside the repository's own data.
 *
 * @param branch full name of the reference that moves
 * @param base commit it stands at before
 * @param commit commit it stands at afterwards; the base where no file changes
 * @param tags the objects of the tags by name; empty text for one that is not made yet, a dash and its object for one that goes
 * @param files what is written
 */
record CutRecord(String branch, String base, String commit, Map<String, String> tags, List<Written> files) {
  /** Before the object of a tag that goes. */
  static final String GOES = "-";

  private static final String FORM = "slipway cut 1";

  CutRecord {
    tags = new LinkedHashMap<>(tags);
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param path from the top
   * @param before object with its bytes before; empty where it was not there
   * @param after object with its bytes afterwards; empty where it goes
   */
  record Written(String path, String before, String after) {}

  /** Whether a release is taken back. */
  boolean isUndo() {
    return tags.values().stream().anyMatch(object -> object.startsWith(GOES));
  }

  private static Path file(Path gitFolder) {
    return gitFolder.resolve("slipway").resolve("cut");
  }

  /** The cut under way, if there is one. */
  static Optional<CutRecord> under(Path gitFolder) {
    Path file = file(gitFolder);
    try {
      return Files.exists(file) ? Optional.of(read(Files.readAllLines(file))) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw ReleaseException.unreached("SLW-6246 the record of an interrupted cut, " + file + ", cannot be read (" + e
          + "). Look at git status and git log, repair by hand what is half done, and remove the file", e);
    }
  }

  /** Writes it down, for good before this returns. */
  void write(Path gitFolder) {
    List<String> lines = new ArrayList<>(List.of(FORM, "branch " + coded(branch), "base " + base, "commit " + commit));
    tags.forEach((name, object) -> lines.add("tag " + coded(name) + " " + object));
    files.forEach(f -> lines.add("file " + coded(f.path()) + " " + f.after() + " " + f.before()));
    Path file = file(gitFolder);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling("cut.new");
      Files.deleteIfExists(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer rest = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n"); rest.hasRemaining();) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + file + " could not be written (" + e + "). Nothing was changed", e);
    }
  }

  /** Forgets it, when it is done. */
  static void remove(Path gitFolder) {
    try {
      Files.deleteIfExists(file(gitFolder));
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + file(gitFolder) + " could not be removed (" + e + "). The cut itself is done", e);
    }
  }

  private static CutRecord read(List<String> lines) {
    if (lines.size() < 4 || !lines.getFirst().equals(FORM)) {
      throw new IllegalArgumentException("it is not of the form that this version writes");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    List<Written> files = new ArrayList<>();
    for (String line : lines.subList(4, lines.size())) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("tag")) {
        tags.put(decoded(words[1]), words[2]);
      } else {
        files.add(new Written(decoded(words[1]), words[3], words[2]));
      }
    }
    return new CutRecord(decoded(lines.get(1).substring(7)), lines.get(2).substring(5), lines.get(3).substring(7), tags, files);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
