package dev.slipway.server.deploy;

import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the artifact of a version, and when it is not there, says which versions are. */
final class ArtifactFile {
  private static final String VERSION = "${version}";
  private static final int MOST_LOOKED_AT = 10_000;
  private static final int MOST_NAMED = 10;

  private ArtifactFile() {}

  /**
   * The file of a version.
   *
   * @param folder of slipway.yaml
   * @param pattern as written there, with {@code ${version}}
   */
  static Path find(Path folder, String pattern, String version) {
    Path file = folder.resolve(pattern.replace(VERSION, version)).normalize();
    if (!Files.exists(file)) {
      throw new Refused(
          Refused.Kind.UNKNOWN, "SLW-2031", "there is no artifact of version " + version + ": " + file + " does not exist. Nothing changed", hint(folder, pattern));
    }
    if (!Files.isReadable(file)) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2032", "the artifact " + file + " may not be read by the server (user " + System.getProperty("user.name") + "). Nothing changed", "Give it the right: chmod +r " + file);
    }
    return file;
  }

  private static String hint(Path folder, String pattern) {
    if (!pattern.contains(VERSION)) {
      return "Build it, or correct artifact: file in slipway.yaml";
    }
    List<String> there = versions(folder, pattern);
    return there.isEmpty()
        ? "No version is there. Build one, or correct artifact: file (" + pattern + ")"
        : "There are (newest first): " + String.join(", ", there);
  }

  /** Versions whose file is there, newest first. */
  static List<String> versions(Path folder, String pattern) {
    Path base = folder;
    for (Path segment : Path.of(pattern)) {
      if (segment.toString().contains(VERSION)) {
        return in(base, segment.toString(), folder, pattern);
      }
      base = base.resolve(segment);
    }
    return List.of();
  }

  private static List<String> in(Path base, String segment, Path folder, String pattern) {
    Pattern named = pattern(segment);
    List<String> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(base).limit(MOST_LOOKED_AT)) {
      entries
          .sorted(Comparator.comparingLong(ArtifactFile::modified).reversed())
          .forEach(
              e -> {
                Matcher m = named.matcher(e.getFileName().toString());
                if (m.matches() && Files.exists(folder.resolve(pattern.replace(VERSION, m.group("first"))))) {
                  found.add(m.group("first"));
                }
              });
    } catch (IOException e) {
      // A folder that cannot be listed has no version to name; that the artifact is missing is told all the same.
      return List.of();
    }
    return found.size() > MOST_NAMED ? List.copyOf(found.subList(0, MOST_NAMED)) : found;
  }

  /** The first place stands for the version; where a name holds it more than once, all must be the same. */
  private static Pattern pattern(String segment) {
    int first = segment.indexOf(VERSION);
    String rest = segment.substring(first + VERSION.length());
    return Pattern.compile(
        Pattern.quote(segment.substring(0, first)) + "(?<first>.+?)" + Pattern.quote(rest).replace(VERSION, "\\E\\k<first>\\Q"));
  }

  private static long modified(Path path) {
    return path.toFile().lastModified();
  }
}
