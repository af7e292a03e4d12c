package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a picture is to be written: known to be possible before anything is played. */
public final class PictureFile {
  private final Path file;

  private PictureFile(Path file) {
    this.file = file;
  }

  /** At this path. */
  public static PictureFile at(Path file) {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6064 --svg " + file + " is a folder. Nothing was played or written. Name a file in it");
    }
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6064 --svg " + file + ": there is no folder that can be written to at " + folder
          + ". Nothing was played or written");
    }
    return new PictureFile(absolute);
  }

  /** Draws. */
  public void write(Rehearsed rehearsed) {
    try {
      Files.writeString(file, RehearsalPicture.of(rehearsed));
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6064 " + file + " cannot be written (" + e
          + "). The rollouts were played; without --svg they are only told", e);
    }
  }
}
