package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A team's main configuration with the include file in the place where it is included, so that the whole can be checked with another
 * text there while the file itself stays untouched.
 */
final class MainConf {
  private static final int MOST_DEPTH = 10;
  /** A directive begins a line or follows another; comments and quoted texts are passed over. */
  private static final Pattern INCLUDE =
      Pattern.compile(
          "#[^\\n]*|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|(?<=[;{}\\s]|^)include\\s+(\"[^\"]+\"|'[^']+'|[^;\"'\\s]+)\\s*;");

  private final Path folder;
  private final Path include;
  private boolean found;

  private MainConf(Path folder, Path include) {
    this.folder = folder;
    this.include = include;
  }

  /** The text of the whole with the candidate in it; nothing where the include file is not included. */
  static Optional<String> with(Path conf, Path include, String candidate) throws IOException {
    MainConf main = new MainConf(DurableFile.folderOf(conf.toAbsolutePath()), include.toAbsolutePath().normalize());
    String text = main.expanded(Files.readString(conf), candidate, 0);
    return main.found ? Optional.of(text) : Optional.empty();
  }

  /** Includes that do not lead to ours stay as they are. */
  private String expanded(String text, String candidate, int depth) throws IOException {
    StringBuilder out = new StringBuilder();
    Matcher each = INCLUDE.matcher(text);
    while (each.find()) {
      String replacement = each.group();
      if (each.group(1) != null && depth < MOST_DEPTH) {
        replacement = included(each.group(1).replaceAll("^[\"']|[\"']$", ""), candidate, depth).orElse(replacement);
      }
      each.appendReplacement(out, Matcher.quoteReplacement(replacement));
    }
    return each.appendTail(out).toString();
  }

  /** What an include stands for, if ours is in it. */
  private Optional<String> included(String pattern, String candidate, int depth) throws IOException {
    Path absolute = folder.resolve(pattern).normalize();
    boolean before = found;
    found = false;
    StringBuilder out = new StringBuilder();
    boolean ours = false;
    for (Path file : matching(absolute)) {
      if (file.equals(include)) {
        ours = true;
        out.append(candidate).append('\n');
      } else {
        out.append(expanded(Files.readString(file), candidate, depth + 1)).append('\n');
      }
    }
    boolean here = found || ours;
    found = before || here;
    return here ? Optional.of(out.toString()) : Optional.empty();
  }

  /** Files by name, ours among them even before it exists. */
  private List<Path> matching(Path pattern) throws IOException {
    String name = pattern.getFileName().toString();
    if (!name.matches(".*[*?\\[].*")) {
      return pattern.equals(include) || Files.isReadable(pattern) ? List.of(pattern) : List.of();
    }
    Path parent = DurableFile.folderOf(pattern);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, p -> matcher.matches(p.getFileName())
          && !p.getFileName().toString().startsWith("."))) {
        entries.forEach(files::add);
      }
    }
    if (!files.contains(include) && parent.equals(include.getParent()) && matcher.matches(include.getFileName())) {
      files.add(include);
    }
    files.removeIf(f -> !f.equals(include) && !Files.isRegularFile(f));
    files.sort(null);
    return files;
  }
}
