package dev.slipway.adapters.docker;

import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Finds the way to an engine from its address. */
final class Doors {
  private static final String LOCAL_SOCKET = "/var/run/docker.sock";
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private Doors() {}

  /**
   * The door of an engine.
   *
   * @param run folder for the sockets of tunnels
   */
  static Door of(DockerEngine engine, Path run) {
    String host = engine.host().orElse("unix://" + LOCAL_SOCKET);
    URI uri = uri(host);
    return switch (String.valueOf(uri.getScheme())) {
      case "unix" -> unix(Path.of(uri.getPath()));
      case "tcp" -> tcp(host, uri, engine);
      case "ssh" -> new SshDoor(uri, run);
      default -> throw wrong(host);
    };
  }

  /** The machine on which a remote engine publishes ports. */
  static String machine(DockerEngine engine) {
    return engine.host().map(Doors::uri).map(URI::getHost).orElse("127.0.0.1");
  }

  private static URI uri(String host) {
    try {
      URI uri = URI.create(host);
      boolean whole = "unix".equals(uri.getScheme()) ? uri.getPath() != null && !uri.getPath().isEmpty() : uri.getHost() != null;
      if (whole) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(host);
    }
    throw wrong(host);
  }

  private static OutsideException wrong(String host) {
    return new OutsideException("SLW-3109", "\"" + host
        + "\" is no address of a Docker engine. Nothing changed and traffic stays as it is; "
        + "write unix:///run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST");
  }

  static Door unix(Path socket) {
    return new Door() {
      @Override
      public Wire open() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
          channel.connect(UnixDomainSocketAddress.of(socket));
          return new Wire(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        } catch (IOException e) {
          channel.close();
          throw e;
        }
      }

      @Override
      public String name() {
        return socket.toString();
      }
    };
  }

  private static Door tcp(String host, URI uri, DockerEngine engine) {
    boolean tls = engine.certificates().isPresent();
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
    return new Door() {
      @Override
      public Wire open() throws IOException {
        Socket plain = new Socket();
        try {
          plain.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_TIMEOUT_MILLIS);
          Socket socket = tls ? secured(plain, uri.getHost(), port, Certificates.context(Path.of(engine.certificates().orElseThrow())))
              : plain;
          return new Wire(socket.getInputStream(), socket.getOutputStream(), socket);
        } catch (IOException | OutsideException e) {
          plain.close();
          throw e;
        }
      }

      @Override
      public String name() {
        return host;
      }
    };
  }

  private static Socket secured(Socket plain, String host, int port, SSLContext context) throws IOException {
    plain.setSoTimeout(CONNECT_TIMEOUT_MILLIS);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    plain.setSoTimeout(0);
    return socket;
  }
}
