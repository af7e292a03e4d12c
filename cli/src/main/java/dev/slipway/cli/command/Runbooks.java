package dev.slipway.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runbooks as teams call them, beside a slipway.yaml or in a folder above it, up to the root of the repository. */
final class Runbooks {
  private static final int MOST_FOLDERS_UP = 20;
  private static final List<String> PLACES = List.of("", "docs", "runbooks", "docs/runbooks", "docs/operations");

  private Runbooks() {}

  static List<String> from(Path folder) {
    List<String> found = new ArrayList<>();
    Path at = folder;
    for (int up = 0; at != null && up < MOST_FOLDERS_UP; up++) {
      for (String place : PLACES) {
        found.addAll(in(at.resolve(place), folder));
      }
      boolean root = Files.exists(at.resolve(".git"));
      at = root ? null : at.getParent();
    }
    return found;
  }

  private static List<String> in(Path place, Path folder) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    boolean all = place.getFileName() != null && place.getFileName().toString().equals("runbooks");
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(f -> f.toString().endsWith(".md"))
          .filter(f -> all || f.getFileName().toString().toLowerCase(Locale.ROOT).startsWith("runbook"))
          .map(f -> folder.relativize(f).toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
