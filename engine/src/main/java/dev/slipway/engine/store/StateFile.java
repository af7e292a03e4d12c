package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of a state that nobody works on, with what SQLite keeps beside it. */
public final class StateFile {
  private StateFile() {}

  /** Gives a state that was made whole its name. Returns that name. */
  public static Path renamed(Path from, Path to) {
    try {
      return Files.move(from, to);
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, from + " cannot be renamed to " + to + ": " + e + ". It is whole; rename it by hand", e);
    }
  }

  /** Puts the files of a state aside, under a name that says when. Returns that name. */
  public static Path aside(Path file, String suffix) {
    Path aside = file.resolveSibling(file.getFileName() + suffix);
    try {
      for (String part : new String[] {"-wal", "-shm", ""}) {
        Path from = file.resolveSibling(file.getFileName() + part);
        if (Files.exists(from)) {
          Files.move(from, aside.resolveSibling(aside.getFileName() + part), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return aside;
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, file + " cannot be put aside: " + e + ". Its parts are in that folder still", e);
    }
  }
}
