package dev.slipway.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder that is looked at, never changed.
 *
 * @param path absolute
 */
record Folder(Path path) {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_FILES = 1_000;

  static Folder at(Path path) {
    return new Folder(path.toAbsolutePath().normalize());
  }

  String name() {
    Path last = path.getFileName();
    return last == null ? "app" : last.toString();
  }

  boolean has(String name) {
    return Files.isRegularFile(path.resolve(name));
  }

  boolean hasFolder(String name) {
    return Files.isDirectory(path.resolve(name));
  }

  Folder folder(String name) {
    return new Folder(path.resolve(name).normalize());
  }

  /** The first of these files that is there. */
  Optional<String> first(String... names) {
    return List.of(names).stream().filter(this::has).findFirst();
  }

  /** The beginning of a file, up to a mebibyte; empty when there is no such file. */
  String text(String name) {
    if (!has(name)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(path.resolve(name))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-6051 " + path.resolve(name) + " cannot be read. Nothing was changed", e);
    }
  }

  /** Names of files that match, as {@code *.csproj}, in order. */
  List<String> matching(String glob) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, glob)) {
      for (Path file : files) {
        if (names.size() < MOST_FILES) {
          names.add(String.valueOf(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-6051 " + path + " cannot be read. Nothing was changed", e);
    }
    return names.stream().sorted().toList();
  }
}
