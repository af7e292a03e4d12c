package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that holds a secret: its owner alone can read it, from its first byte on. */
public final class OwnFile {
  private OwnFile() {}

  /** Refuses before anything is done that it would be for. */
  public static void mustBeNew(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6081 " + file + " is there already. Nothing was changed. Name a new file");
    }
  }

  /** Writes a new one. */
  public static void create(Path file, String text) {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CliException(
          Exit.UNREACHED, "SLW-6082 " + file + " could not be written: " + e
              + ". What it was for is lost: slipway token list shows the token, end it with slipway token revoke", e);
    }
  }
}
