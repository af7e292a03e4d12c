package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that an HAProxy begins with: whoever starts it, it starts with the table in force.
 *
 * @param folder of one target, or one that a team's own HAProxies read
 * @param names of the target
 */
record OwnFiles(Path folder, Names names) {
  private static final int LONGEST_SOCKET_PATH = 107;

  Path configuration() {
    return folder.resolve("haproxy.cfg");
  }

  Path backends() {
    return folder.resolve(names.frontend() + ".cfg");
  }

  Path map() {
    return folder.resolve(names.mapFile());
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  Path log() {
    return folder.resolve("haproxy.log");
  }

  Path pid() {
    return folder.resolve("haproxy.pid");
  }

  /** Holds the path of the access log that was asked for. */
  Path accessLogPath() {
    return folder.resolve("access-log.path");
  }

  /** The socket of the Runtime API; its path must fit into what the system takes. */
  Path socket() {
    Path socket = folder.resolve("api.sock");
    if (socket.toString().length() > LONGEST_SOCKET_PATH) {
      throw new OutsideException(
          "SLW-4155", socket + " is longer than the " + LONGEST_SOCKET_PATH + " characters that a socket's path may have. "
              + "Nothing is routed by HAProxy; choose a shorter state folder (--state)");
    }
    return socket;
  }

  boolean known() {
    return Files.exists(configuration());
  }

  void make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** What is kept of the target; nothing where there is no file. */
  Recorded recorded() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    DurableFile.read(map()).orElse("").lines().map(line -> line.split(" ", 2)).filter(p -> p.length == 2)
        .forEach(p -> entries.put(p[0], p[1]));
    return entries.isEmpty() ? Recorded.NOTHING : RecordedText.read(entries);
  }

  /** A map that cannot be read would leave users without an instance until a person came. */
  void setDamagedAside() throws IOException {
    Optional<String> text = DurableFile.read(map());
    try {
      var unused = recorded();
    } catch (IOException e) {
      DurableFile.write(folder.resolve(names.mapFile() + ".damaged"), text.orElse(""));
      keep(Recorded.NOTHING);
    }
  }

  /** Keeps the table for the next start, in an order in which every moment between two writes is one to start in. */
  void keep(Recorded recorded) throws IOException {
    new KeptOrder(this).change(readable(), recorded);
  }

  private Recorded readable() {
    try {
      return recorded();
    } catch (IOException damaged) {
      return Recorded.NOTHING;
    }
  }

  /** Replaces a file unless it says the same already. */
  static boolean replace(Path file, String text) throws IOException {
    if (DurableFile.read(file).filter(text::equals).isPresent()) {
      return false;
    }
    DurableFile.write(file, text);
    return true;
  }

  /** Certificate and key in one file, as HAProxy takes them. Returns the text where it changed. */
  Optional<String> certificate(Tls tls) {
    try {
      String pem = Files.readString(Path.of(tls.certificate())).stripTrailing() + "\n"
          + Files.readString(Path.of(tls.key())).stripTrailing() + "\n";
      return replace(certificate(), pem) ? Optional.of(pem) : Optional.empty();
    } catch (IOException e) {
      throw new OutsideException("SLW-4156", "certificate or key cannot be read: " + e + ". Traffic stays as it is", e);
    }
  }

  /** The preview address, found free once and the same ever after. */
  Endpoint preview() throws IOException {
    Path file = folder.resolve("preview.port");
    Optional<String> kept = DurableFile.read(file).map(String::strip).filter(p -> p.matches("[0-9]{1,5}"));
    if (kept.isEmpty()) {
      try (ServerSocket free = new ServerSocket()) {
        free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DurableFile.write(file, free.getLocalPort() + "\n");
        return new Endpoint("127.0.0.1", free.getLocalPort());
      }
    }
    return new Endpoint("127.0.0.1", Integer.parseInt(kept.get()));
  }
}
