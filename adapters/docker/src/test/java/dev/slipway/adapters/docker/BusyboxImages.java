package dev.slipway.adapters.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Small images of Debian's busybox, made without a network. */
final class BusyboxImages {
  static final Path BUSYBOX = Path.of("/bin/busybox");

  private final Engine engine;
  private final Supplier<Door> doors;
  private final List<String> made = new ArrayList<>();

  BusyboxImages(Engine engine, Supplier<Door> doors) {
    this.engine = engine;
    this.doors = doors;
  }

  /** An image that serves its version, and is ready; another one for every version. */
  String made(String owner, String version) {
    return made(owner, version, "");
  }

  /**
   * The same with a line of a Dockerfile.
   *
   * @param change which, or nothing
   */
  String made(String owner, String version, String change) {
    String name = "slipway-test/" + owner;
    try {
      byte[] archive = new TarText()
          .file("bin/busybox", "755", Files.readAllBytes(BUSYBOX))
          .file("bin/sh", "755", Files.readAllBytes(BUSYBOX))
          .file("www/ready", "644", "yes".getBytes(StandardCharsets.UTF_8))
          .file("www/version", "644", version.getBytes(StandardCharsets.UTF_8))
          .end();
      imported(name, version, archive, change);
      String id = engine.ask("look", c -> c.inspectImageCmd(name + ":" + version).exec()).getId();
      made.add(name + ":" + version);
      made.add(Images.KEPT + ":" + id.substring("sha256:".length()));
      return name + ":" + version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Past docker-java, which sends an archive of an image as JSON. */
  private void imported(String name, String version, byte[] archive, String change) throws IOException {
    DockerHttpClient.Request request = DockerHttpClient.Request.builder().method(DockerHttpClient.Request.Method.POST)
        .path("/images/create?fromSrc=-&repo=" + name + "&tag=" + version
            + (change.isEmpty() ? "" : "&changes=" + URLEncoder.encode(change, StandardCharsets.UTF_8)))
        .body(new ByteArrayInputStream(archive)).build();
    try (DockerHttpClient http = new DoorHttp(doors.get()); DockerHttpClient.Response response = http.execute(request)) {
      String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
      if (response.getStatusCode() != 200) {
        throw new IOException(said);
      }
    }
  }

  void remove() {
    made.forEach(i -> engine.does("remove", c -> c.removeImageCmd(i).withForce(true).exec()));
  }
}
