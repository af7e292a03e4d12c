package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with something secret in it: its owner's alone, read anew each time so that a rotation needs no restart. */
final class SecretFile {
  private static final long MOST_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> OPEN =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

  private SecretFile() {}

  /** The text without the line's end. */
  static String read(String what, String file) throws Refusal {
    Path path = Path.of(file);
    try {
      if (Files.getPosixFilePermissions(path).stream().anyMatch(OPEN::contains)) {
        throw new Refusal("SLW-4540", "the file of the " + what + ", " + file + ", is open to others on this machine: chmod 600 " + file);
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new Refusal("SLW-4541", "the file of the " + what + ", " + file + ", has more than " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(path, UTF_8).stripTrailing();
      if (text.isBlank()) {
        throw new Refusal("SLW-4541", "the file of the " + what + ", " + file + ", is empty");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new Refusal("SLW-4541", "the file of the " + what + ", " + file + ", does not exist");
    } catch (IOException e) {
      throw new Refusal("SLW-4541", "the file of the " + what + ", " + file + ", cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
