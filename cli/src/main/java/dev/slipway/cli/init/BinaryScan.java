package dev.slipway.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks for one program: a file that may be executed and is a program of this machine. */
final class BinaryScan {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private BinaryScan() {}

  static Optional<Recipe> scan(Folder folder) {
    for (String place : List.of("", "dist/", "bin/", "build/", "target/release/")) {
      Folder inner = place.isEmpty() ? folder : folder.folder(place);
      if (!place.isEmpty() && !folder.hasFolder(place)) {
        continue;
      }
      List<String> programs = inner.matching("*").stream().filter(n -> n.matches("[A-Za-z0-9._-]+") && isProgram(inner.path().resolve(n)))
          .toList();
      if (programs.size() == 1) {
        String name = programs.getFirst();
        return Optional.of(
            Recipe.of(name, place + name, "${artifact}")
                .noting("The program must listen on the port in the variable PORT; if it takes an option instead, write it as ${artifact} "
                + "--port ${port}."));
      }
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path file) {
    if (!Files.isRegularFile(file) || !Files.isExecutable(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-6051 " + file + " cannot be read. Nothing was changed", e);
    }
  }
}
