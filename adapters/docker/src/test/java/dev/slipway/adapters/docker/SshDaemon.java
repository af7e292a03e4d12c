package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real sshd on a port of loopback, with keys of its own, that lets the user in who runs it. */
final class SshDaemon implements AutoCloseable {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final int MOST_LOOKS = 200;

  final int port;
  private final Path folder;
  private final Process daemon;

  private SshDaemon(Path folder, int port, Process daemon) {
    this.folder = folder;
    this.port = port;
    this.daemon = daemon;
  }

  static SshDaemon start(Path folder) throws IOException, InterruptedException {
    if (!Files.isExecutable(SSHD)) {
      String message = "SKIPPED: no engine over ssh, for there is no " + SSHD + " (Debian's openssh-server)";
      System.err.println(message);
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    int port = freePort();
    run(folder, "ssh-keygen -q -t ed25519 -N '' -f host && ssh-keygen -q -t ed25519 -N '' -f user && cp user.pub authorized_keys "
        + "&& { [ $(id -u) -ne 0 ] || mkdir -p /run/sshd; }");
    Files.writeString(folder.resolve("sshd_config"), """
        Port PORT
        ListenAddress 127.0.0.1
        HostKey FOLDER/host
        AuthorizedKeysFile FOLDER/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin yes
        """.replace("PORT", Integer.toString(port)).replace("FOLDER", folder.toString()));
    Files.writeString(folder.resolve("ssh_config"), "IdentityFile " + folder.resolve("user") + "\nUserKnownHostsFile " + folder.resolve(
        "known") + "\nStrictHostKeyChecking accept-new\n");
    Process daemon = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("sshd.log").toFile()).start();
    SshDaemon started = new SshDaemon(folder, port, daemon);
    for (int look = 0; look < MOST_LOOKS && !started.answers(); look++) {
      Thread.sleep(25);
    }
    return started;
  }

  /** What to call in place of ssh. */
  List<String> client() {
    return List.of("ssh", "-F", folder.resolve("ssh_config").toString());
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(Path folder, String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-ec", script).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(folder.resolve("keys.log").toFile()).start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, () -> "no keys, see " + folder.resolve("keys.log"));
  }

  @Override
  public void close() {
    daemon.descendants().forEach(ProcessHandle::destroyForcibly);
    daemon.destroyForcibly();
  }
}
