package dev.slipway.adapters.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who listens on a port of this machine, by the numbers that the kernel gives to sockets (proc(5), {@code net/tcp} and {@code fd}). */
public final class ListeningSockets {
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** Where a connection to 127.0.0.1 may end, in the kernel's spelling: there itself, at any address, at any of both families. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000", "00000000000000000000000000000000", "0000000000000000FFFF00000100007F");

  private ListeningSockets() {}

  /** The sockets that a connection to this port of the loopback address may reach. */
  public static Set<Long> at(int port) {
    return listening(port, true);
  }

  /** The sockets that listen on this port where no connection to 127.0.0.1 comes: on ::1 only, or on an address of a network. */
  public static Set<Long> elsewhere(int port) {
    return listening(port, false);
  }

  private static Set<Long> listening(int port, boolean atLoopback) {
    Set<Long> found = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      read(Path.of(table), port, atLoopback, found);
    }
    return found;
  }

  /** Listening sockets come first, and on a busy machine thousands of connections come after them, which are not read. */
  private static void read(Path table, int port, boolean atLoopback, Set<Long> found) {
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.strip().split(" +");
        if (!fields[STATE].equals(LISTENING)) {
          return;
        }
        String[] local = fields[LOCAL_ADDRESS].split(":");
        if (LOOPBACK.contains(local[0]) == atLoopback && Integer.parseInt(local[1], 16) == port) {
          found.add(Long.parseLong(fields[INODE]));
        }
      }
    } catch (NoSuchFileException e) {
      return; // A machine without this family of addresses.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket behind a descriptor, as {@code /proc/PID/fd/N}; nothing when it is none, or is closed. */
  public static OptionalLong behind(Path descriptor) {
    try {
      String to = Files.readSymbolicLink(descriptor).toString();
      return to.startsWith("socket:[") ? OptionalLong.of(Long.parseLong(to.substring(8, to.length() - 1))) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // Closed meanwhile.
    }
  }

  /**
   * The descriptors of a process, to be looked {@linkplain #behind behind}.
   *
   * @return nothing when this user may not see them, or the process is gone
   */
  public static Optional<List<Path>> descriptors(long pid) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      Set<Path> found = new HashSet<>();
      all.forEach(found::add);
      return Optional.of(List.copyOf(found));
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return Optional.empty();
    }
  }
}
