package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The slipway.yaml a command is about.
 *
 * @param path absolute
 * @param text as written
 */
public record ConfigFile(Path path, String text) {
  private static final int MOST_PARENTS = 40;

  /** The file named, or slipway.yaml in this folder or the nearest one above. */
  public static ConfigFile find(Optional<Path> named) {
    Path file = named.or(ConfigFile::nearest).orElseThrow(ConfigFile::absent).toAbsolutePath().normalize();
    try {
      return new ConfigFile(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-1001 " + file + " does not exist. Nothing was changed. Write one with: slipway init", e);
    } catch (CharacterCodingException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-1001 " + file + " is not UTF-8 text. Nothing was changed", e);
    } catch (AccessDeniedException e) {
      String user = System.getProperty("user.name");
      String text = "SLW-1001 " + user + " has no permission to read " + file
          + ". Nothing was changed. Run as one who may, or give the right to read it";
      throw new CliException(Exit.WRONG_USE, text, e);
    } catch (IOException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-1001 " + file + " cannot be read (" + e + "). Nothing was changed", e);
    }
  }

  /** The nearest slipway.yaml, if there is one. */
  public static Optional<Path> nearest() {
    return nearest(Path.of("").toAbsolutePath());
  }

  /** The nearest slipway.yaml in a folder or above, if there is one. */
  public static Optional<Path> nearest(Path from) {
    Path folder = from;
    for (int i = 0; i < MOST_PARENTS && folder != null; i++, folder = folder.getParent()) {
      Path file = folder.resolve("slipway.yaml");
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static CliException absent() {
    return new CliException(
        Exit.WRONG_USE, "SLW-1001 there is no slipway.yaml in this folder or above. Nothing was changed. Write one with: slipway init, or name one with --file");
  }

  /** The service it names, read without parsing the whole: the server judges the file, this only finds the target. */
  public Optional<String> service() {
    return text.lines()
        .filter(l -> l.startsWith("service:"))
        .map(l -> l.substring("service:".length()).replaceFirst("\\s#.*$", "").strip().replaceAll("^[\"']|[\"']$", ""))
        .filter(l -> !l.isEmpty())
        .findFirst();
  }
}
