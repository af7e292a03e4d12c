package dev.slipway.server.state;

import dev.slipway.engine.store.SharedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of instances, artifacts and routers. Servers that share a store share this folder as well: that of the first of them. */
public final class Place {
  private static final String FACT = "place";
  private static final String FILE = "place";
  private static final Path MACHINE = Path.of("/etc/machine-id");

  private Place() {}

  /**
   * The place that a store says, this folder where it says none yet.
   *
   * @throws StartException when it is on another machine, or cannot be used from here
   */
  static Path of(SharedStore store, StateFolder folder) {
    store.tell(FACT, machine() + " " + folder.path());
    String said = store.fact(FACT).orElseThrow();
    String machine = said.substring(0, said.indexOf(' '));
    Path place = Path.of(said.substring(said.indexOf(' ') + 1));
    if (!machine.equals(machine()) || !Files.isWritable(place)) {
      throw StartException.wrongUse(
          "SLW-5150", "the instances and routers of this database are in " + place + (machine.equals(machine()) ? ", where this user "
              + "may not write" : " on another machine (" + machine + ")") + ", and a server here could not look after them. "
              + "It does not start; nothing was changed and traffic stays as it is. Start it there, or use a schema of its own: "
              + "?schema=NAME");
    }
    if (!place.equals(folder.path())) {
      folder.write(FILE, place + "\n");
    }
    return place;
  }

  /** The place of a state folder, for whoever has nothing but the folder. */
  public static Path of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? Path.of(Files.readString(file).strip()) : folder;
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + file + " cannot be read", e);
    }
  }

  private static String machine() {
    try {
      return Files.exists(MACHINE) ? Files.readString(MACHINE).strip() : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + MACHINE + " cannot be read", e);
    }
  }
}
