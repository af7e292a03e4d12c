package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a cut keeps what it needs until it is done. */
final class CutFolder {
  private CutFolder() {}

  /** Makes it, and takes away what an earlier cut may have left in it. */
  static void make(Path gitFolder) {
    Path folder = gitFolder.resolve("slipway");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("cut-index"));
      Files.deleteIfExists(folder.resolve("cut-index.lock"));
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + folder + " could not be written (" + e + "). Nothing was changed", e);
    }
  }
}
