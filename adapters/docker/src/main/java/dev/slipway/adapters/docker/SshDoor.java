package dev.slipway.adapters.docker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way to an engine over ssh(1): one process holds a tunnel from a Unix socket here to the engine's own there, and is started again
 * when it is gone. Keys, known hosts and ways over other hosts are those of the ssh of the user that the server runs as.
 */
final class SshDoor implements Door {
  static final String NO_TUNNEL = "ssh opened no tunnel to ";
  private static final String REMOTE_SOCKET = "/var/run/docker.sock";
  private static final long OPEN_TIMEOUT_MILLIS = 15_000;
  private static final long REFUSED_MILLIS = 2_000;
  private static final long LOOK_MILLIS = 20;
  private static final int MOST_WORDS = 500;

  private final List<String> program;
  private final URI address;
  private final Path folder;
  private Optional<Process> tunnel = Optional.empty();
  private Optional<Path> socket = Optional.empty();

  SshDoor(URI address, Path folder) {
    this(List.of("ssh"), address, folder);
  }

  /**
   * The same by another program than the ssh of the path.
   *
   * @param program with its first arguments
   */
  SshDoor(List<String> program, URI address, Path folder) {
    this.program = List.copyOf(program);
    this.address = address;
    this.folder = folder;
  }

  @Override
  public String name() {
    return address.toString();
  }

  /** A socket refuses between its bind and its listen, and while an ssh that was killed is not yet seen to be gone. */
  @Override
  public Wire open() throws IOException {
    for (long waited = 0; waited < REFUSED_MILLIS; waited += LOOK_MILLIS) {
      try {
        return Doors.unix(tunnel()).open();
      } catch (ConnectException e) {
        pause();
      }
    }
    return Doors.unix(tunnel()).open();
  }

  private static void pause() throws IOException {
    try {
      var unused = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a tunnel was waited for");
    }
  }

  private synchronized Path tunnel() throws IOException {
    if (tunnel.filter(Process::isAlive).isPresent() && socket.filter(Files::exists).isPresent()) {
      return socket.orElseThrow();
    }
    close();
    Files.createDirectories(folder);
    Path here = Files.createTempDirectory(folder, "ssh").resolve("docker.sock");
    Path words = here.resolveSibling("ssh.log");
    Process process = new ProcessBuilder(command(here)).redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(words.toFile()).start();
    tunnel = Optional.of(process);
    socket = Optional.of(here);
    for (long waited = 0; waited < OPEN_TIMEOUT_MILLIS; waited += LOOK_MILLIS) {
      if (Files.exists(here)) {
        return here;
      }
      try {
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    String said = Files.readString(words, StandardCharsets.UTF_8).strip();
    close();
    throw new IOException(NO_TUNNEL + address + ": " + (said.isEmpty() ? "it said nothing" : said.substring(0,
        Math.min(MOST_WORDS, said.length()))));
  }

  private List<String> command(Path here) {
    String remote = address.getPath() == null || address.getPath().isEmpty() ? REMOTE_SOCKET : address.getPath();
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(
        "-N", "-T", "-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes", "-o", "ConnectTimeout=10", "-o",
            "ServerAliveInterval=10",
        "-o", "ServerAliveCountMax=3", "-o", "StreamLocalBindUnlink=yes", "-L", here + ":" + remote));
    if (address.getPort() > 0) {
      command.addAll(List.of("-p", Integer.toString(address.getPort())));
    }
    String user = address.getUserInfo();
    command.add((user == null ? "" : user + "@") + address.getHost());
    return command;
  }

  @Override
  public synchronized void close() {
    tunnel.ifPresent(Process::destroy);
    tunnel = Optional.empty();
    socket = Optional.empty();
  }
}
