package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file in which an nginx master says its number. */
final class PidFile {
  private PidFile() {}

  /** The master that the file names, if it runs. */
  static Optional<Master> read(Path file, Machine machine) throws IOException {
    try {
      String text = Files.readString(file).strip();
      return text.matches("[0-9]{1,9}") ? Master.of(Long.parseLong(text), machine) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
