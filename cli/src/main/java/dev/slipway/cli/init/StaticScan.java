package dev.slipway.cli.init;

import java.util.List;
import java.util.Optional;

/** Looks for pages that need no program of their own. */
final class StaticScan {
  private static final List<String> FOLDERS = List.of("dist", "build", "public", "site", "_site", "www", "html", ".");

  private StaticScan() {}

  static Optional<Recipe> scan(Folder folder) {
    return FOLDERS.stream().filter(f -> folder.has(f + "/index.html")).findFirst().map(f -> found(folder.name(), f));
  }

  private static Recipe found(String name, String file) {
    return file.equals(".") ? recipe(name, ShippedCopy.NAME).builtBy(ShippedCopy.command(".")).noting(ShippedCopy.NOTE)
        : recipe(name, file);
  }

  static Recipe recipe(String name, String file) {
    return Recipe.of(name, file, "exec python3 -m http.server ${port} --bind 127.0.0.1 --directory ${artifact}")
        .readyAt("/")
        .noting("Python's file server is for trying out; put the web server you trust in its place.");
  }
}
