package dev.slipway.core.release;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A Docker engine.
 *
 * @param host its address: {@code unix:///run/docker.sock}, {@code tcp://HOST:PORT} or {@code ssh://[USER@]HOST[:PORT]}; absent for the
 *     engine of the server's own machine
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as Docker names them; with them TCP is TLS
 * @param reach how the router reaches its containers
 */
public record DockerEngine(Optional<String> host, Optional<String> certificates, Reach reach) {
  /** The engine of the server's own machine. */
  public static final DockerEngine LOCAL = new DockerEngine(Optional.empty(), Optional.empty(), Reach.ADDRESS);

  /** How a container is reached. */
  public enum Reach {
    /** At its own address in its first network: no hop and no process between, on the engine's machine only. */
    ADDRESS,
    /** At a port of the engine's machine, which the engine forwards. */
    PUBLISHED
  }

  /** The same with its certificates found from elsewhere. */
  DockerEngine from(UnaryOperator<String> folder) {
    return new DockerEngine(host, certificates.map(folder), reach);
  }

  void spell(BiConsumer<String, String> line) {
    line.accept("docker-host", host.orElse(""));
    line.accept("docker-certificates", certificates.orElse(""));
    line.accept("docker-reach", reach.name());
  }
}
