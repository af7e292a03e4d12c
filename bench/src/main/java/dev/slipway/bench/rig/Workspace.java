package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder of its own, under a short path because sockets live in it: releases, slipway.yaml files, the server's state. Removed at the
 * end.
 */
public final class Workspace implements AutoCloseable {
  private static final int RELEASES_TIMEOUT_SECONDS = 60;

  private final Path folder;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  /** An empty one. */
  public static Workspace create() {
    try {
      return new Workspace(Files.createTempDirectory("slw-"));
    } catch (IOException e) {
      throw new RigException("no temporary folder could be made", e);
    }
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** The state folder of the server. */
  public Path state() {
    return folder.resolve("state");
  }

  /** Where artifacts are. */
  public Path dist() {
    return folder.resolve("dist");
  }

  /** Writes every release of the shop to {@link #dist}. */
  public void writeShopReleases(Installation installation) {
    String app = installation.shopApp().toString();
    run(List.of(Installation.java().toString(), "-XX:TieredStopAtLevel=1", "-cp", app, "dev.slipway.examples.shop.ShopReleases", app,
        dist().toString()));
  }

  /** Runs a command to its good end. */
  public void run(List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "run", ".out");
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile())
          .start();
      if (!process.waitFor(RELEASES_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new RigException(String.join(" ", command) + " failed:\n" + Files.readString(output));
      }
    } catch (IOException e) {
      throw new RigException(String.join(" ", command) + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }

  /** Writes a file into the folder. */
  public Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new RigException(name + " could not be written", e);
    }
  }

  /** The text of a file, empty where there is none. */
  public static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new RigException(file + " could not be read", e);
    }
  }

  /** What is in a folder, nothing where there is none. */
  public static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new RigException(folder + " could not be read", e);
    }
  }

  @Override
  public void close() {
    try {
      makeFoldersWritable();
      Folders.delete(folder);
    } catch (IOException | java.io.UncheckedIOException e) {
      System.err.println("left behind: " + folder + " (" + e + ")");
    }
  }

  /** Stored releases are read-only, and a folder has to be writable to lose its entries. */
  private void makeFoldersWritable() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isDirectory).toList()) {
        if (!each.toFile().setWritable(true)) {
          throw new IOException(each + " cannot be made writable");
        }
      }
    }
  }
}
