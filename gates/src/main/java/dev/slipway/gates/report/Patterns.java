package dev.slipway.gates.report;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Finds files by pattern, as {@code target/surefire-reports/*.xml} or {@code **}{@code /TEST-*.xml}; symbolic links are not followed. */
public final class Patterns {
  private static final int MOST_FILES = 20_000;
  private static final int MOST_DEPTH = 40;
  private static final Set<String> NEVER = Set.of(".git", "node_modules");

  private Patterns() {}

  /**
   * The files, in order.
   *
   * @param folder where the patterns start
   */
  public static List<Path> files(Path folder, List<String> patterns) {
    TreeSet<Path> found = new TreeSet<>();
    for (String pattern : patterns) {
      try {
        int before = found.size();
        find(folder, pattern, found);
        if (found.size() == before && !isKnown(folder, pattern, found)) {
          throw GateFault.failed("SLW-6110", "no file is at " + pattern + " in " + folder,
              "Make the report first, or correct the path in slipway.yaml");
        }
      } catch (IOException e) {
        throw GateFault.failed("SLW-6111", pattern + " cannot be looked for in " + folder + " (" + e
            + ")", "Give this user the right to read it");
      } catch (PatternSyntaxException | InvalidPathException e) {
        throw GateFault.failed("SLW-6110", pattern + " is no pattern of files: "
            + e.getMessage(), "Write it as target/surefire-reports/*.xml");
      }
    }
    return List.copyOf(found);
  }

  private static boolean isKnown(Path folder, String pattern, Set<Path> found) {
    return !hasWildcard(pattern) && found.contains(folder.resolve(pattern).normalize());
  }

  private static boolean hasWildcard(String pattern) {
    return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static void find(Path folder, String pattern, Set<Path> found) throws IOException {
    if (!hasWildcard(pattern)) {
      Path file = folder.resolve(pattern).normalize();
      if (Files.exists(file)) {
        found.add(file);
      }
      return;
    }
    Path base = folder.resolve(fixed(pattern)).normalize();
    String rest = pattern.substring(fixed(pattern).length());
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    PathMatcher atTop = FileSystems.getDefault().getPathMatcher("glob:" + (rest.startsWith("**/") ? rest.substring(3) : rest));
    if (!Files.isDirectory(base)) {
      return;
    }
    Files.walkFileTree(base, Set.of(), MOST_DEPTH, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
        return NEVER.contains(String.valueOf(at.getFileName())) && !at.equals(base) ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Path relative = base.relativize(file);
        if (attributes.isRegularFile() && (matcher.matches(relative) || atTop.matches(relative))) {
          found.add(file);
        }
        if (found.size() > MOST_FILES) {
          throw GateFault.failed("SLW-6114", "more than " + MOST_FILES + " files are at " + pattern, "Write a narrower pattern");
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** The folders in front of the first wildcard. */
  private static String fixed(String pattern) {
    int wildcard = (int) pattern.chars().takeWhile(c -> "*?[{".indexOf(c) < 0).count();
    return pattern.substring(0, pattern.lastIndexOf('/', wildcard) + 1);
  }

  /** A path as people know it. */
  public static String shown(Path folder, Path file) {
    return file.startsWith(folder) && !file.equals(folder) ? folder.relativize(file).toString() : file.toString();
  }

  /** Whether a text is one of these, in which {@code *} stands for anything. */
  public static boolean matchesAny(List<String> patterns, String text) {
    return patterns.stream().anyMatch(p -> matches(p, text));
  }

  /** Whether a text is this, in which {@code *} stands for anything; linear in the text for each star. */
  public static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int next = text.indexOf(parts[i], at);
      if (next < 0) {
        return false;
      }
      at = next + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
