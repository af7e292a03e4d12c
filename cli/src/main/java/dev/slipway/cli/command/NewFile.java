package dev.slipway.cli.command;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that others get to read later: whole or not at all, on the disk, its owner's alone, and never in another's place. */
final class NewFile {
  private NewFile() {}

  /** What is written into it. */
  interface Content<T> {
    T to(Writer out) throws IOException;
  }

  /** Refuses a file that is there. */
  static void mustNotBeThere(Path file) {
    if (Files.exists(file)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6046 " + file + " is there already. Nothing was written. Name a new file");
    }
  }

  /** Writes it. */
  static <T> T write(Path file, Content<T> content) throws IOException {
    mustNotBeThere(file);
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(beside);
    Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      T result;
      try (Writer out = Files.newBufferedWriter(beside)) {
        result = content.to(out);
      }
      try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.createLink(file, beside);
      DurableFile.syncFolder(DurableFile.folderOf(file));
      return result;
    } catch (FileAlreadyExistsException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-6046 " + file + " came meanwhile. It was left as it is. Name a new file", e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
