package dev.slipway.cli.init;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Writes the first slipway.yaml of a folder; one that is there already is never touched. */
public final class InitFile {
  private static final int FIRST_PORT = 8080;
  private static final int MOST_PORTS_TRIED = 200;

  private InitFile() {}

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * Written.
     *
     * @param kind what was found, as {@code a Maven project}
     * @param next the command to go on with
     */
    record Written(Path file, String kind, String next, List<String> notes) implements Outcome {}

    /** There is one already, and it is as it was. */
    record Existing(Path file) implements Outcome {}

    /** Nothing was written. */
    record Unable(String why) implements Outcome {}
  }

  /** Looks, chooses two ports that nobody listens on now, and writes. */
  public static Outcome write(Path folder) throws IOException {
    return write(folder, InitFile::isFree);
  }

  /** The same with the question for free ports answered by the caller. */
  static Outcome write(Path folder, IntPredicate isFree) throws IOException {
    for (String name : List.of("slipway.yaml", "slipway.yml")) {
      if (Files.exists(folder.resolve(name))) {
        return new Outcome.Existing(folder.resolve(name));
      }
    }
    ProjectScan scan = ProjectScan.of(folder);
    Optional<Recipe> recipe = scan.howToShip();
    if (recipe.isEmpty()) {
      return new Outcome.Unable(scan instanceof ProjectScan.Unknown unknown ? unknown.why() : scan.word());
    }
    int staging = freeFrom(FIRST_PORT, isFree);
    int production = freeFrom(staging + 1, isFree);
    Path file = folder.resolve("slipway.yaml");
    try {
      Files.writeString(file, InitText.of(recipe.get(), scan.word(), staging, production), StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return new Outcome.Existing(file);
    }
    return new Outcome.Written(file, scan.word(), next(recipe.get()), recipe.get().notes());
  }

  private static String next(Recipe recipe) {
    String deploy = "slipway deploy staging " + recipe.version();
    return recipe.build().map(b -> b + " && " + deploy).orElse(deploy);
  }

  private static int freeFrom(int first, IntPredicate isFree) {
    for (int port = first; port < first + MOST_PORTS_TRIED; port++) {
      if (isFree.test(port)) {
        return port;
      }
    }
    return first;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // taken, or not ours to take: either way no port for a newcomer's service
    }
  }
}
