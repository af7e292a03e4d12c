package dev.slipway.adapters.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** One engine, asked through docker-java, with everything that can go wrong in the words of who deploys. */
final class Engine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Engine.class.getName());
  private static final String HOLDS = ". Nothing changed and traffic stays as it is; ";
  private static final int MOST_CAUSES = 10;

  private final DockerEngine spec;
  private final Door door;
  private final DoorHttp http;
  private final DockerClient client;

  Engine(DockerEngine spec, Path run) {
    this(spec, Doors.of(spec, run));
  }

  Engine(DockerEngine spec, Door door) {
    this.spec = spec;
    this.door = door;
    DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost("tcp://docker")
        .withDockerTlsVerify(false).build();
    this.http = new DoorHttp(door);
    this.client = DockerClientImpl.getInstance(config, http);
  }

  DockerEngine spec() {
    return spec;
  }

  /** Asks for what the engine then goes on telling. */
  EngineStream stream(String path) throws IOException {
    return EngineStream.open(http, path);
  }

  /** Asks; what is not there is nothing. */
  <T> Optional<T> find(String what, Function<DockerClient, T> question) {
    try {
      return Optional.ofNullable(question.apply(client));
    } catch (NotFoundException e) {
      LOG.log(Level.DEBUG, "nothing to " + what, e);
      return Optional.empty();
    } catch (RuntimeException e) {
      throw failed(what, e);
    }
  }

  /** Asks for what must be there. */
  <T> T ask(String what, Function<DockerClient, T> question) {
    try {
      return question.apply(client);
    } catch (RuntimeException e) {
      throw failed(what, e);
    }
  }

  /** Does something; returns whether what it is done to was there. */
  boolean does(String what, Function<DockerClient, ?> effect) {
    try {
      var unused = effect.apply(client);
      return true;
    } catch (NotFoundException e) {
      LOG.log(Level.DEBUG, "nothing to " + what, e);
      return false;
    } catch (RuntimeException e) {
      throw failed(what, e);
    }
  }

  /** What went wrong, with its code. */
  OutsideException failed(String what, RuntimeException e) {
    if (e instanceof OutsideException known) {
      return known;
    }
    Throwable root = root(e);
    if (root instanceof OutsideException known) {
      return known;
    }
    if (e instanceof DockerException refused) {
      return new EngineRefusal(refused.getHttpStatus(), "the Docker engine at " + door.name() + " would not " + what + ": "
          + said(refused) + HOLDS
          + "the next look tries again", e);
    }
    String why = String.valueOf(root.getMessage());
    if (why.startsWith(SshDoor.NO_TUNNEL)) {
      return new OutsideException("SLW-3101", "the Docker engine at " + door.name() + " is not reached: " + why + HOLDS
          + "try, as the user that the server runs as (" + System.getProperty("user.name")
          + "): ssh -o BatchMode=yes HOST docker version", e);
    }
    if (why.contains("Permission denied")) {
      return new OutsideException("SLW-3101", "the server (user " + System.getProperty("user.name")
          + ") may not use the Docker engine at " + door.name()
          + ": permission denied" + HOLDS
              + "let it into the group that owns the socket (usermod -aG docker USER), and start the server anew", e);
    }
    if (root instanceof SSLException) {
      return new OutsideException("SLW-3102", "the Docker engine at " + door.name() + " and Slipway do not agree on TLS: " + why + HOLDS
          + "compare ca.pem, cert.pem and key.pem with those of the engine", e);
    }
    return new OutsideException("SLW-3100", "the Docker engine at " + door.name() + " does not answer (to " + what + "): " + why
        + ". Containers that run go on and traffic stays as it is; see that dockerd runs. It is asked again by itself", e);
  }

  /** What the engine said, without the form that it said it in. */
  static String said(DockerException refused) {
    String message = String.valueOf(refused.getMessage());
    int json = message.indexOf("{\"message\":\"");
    return json < 0 ? message.strip() : message.substring(json + 12).replaceAll("\"}\\s*$", "").replace("\\n", " ").replace("\\\"", "\"")
        .strip();
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    for (int i = 0; i < MOST_CAUSES && root.getCause() != null && !(root instanceof IOException)
        && !(root instanceof OutsideException); i++) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the client of " + door.name() + " did not close", e);
    }
  }
}
