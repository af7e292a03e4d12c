package dev.slipway.proxy.listen;

import dev.slipway.proxy.table.Table.Tls;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A certificate and its key as last read from their files; what is on disk may be newer, never what is in use broken. */
final class TlsMaterial {
  private final Tls files;
  private volatile SslContext context;
  private String stamp;

  /**
   * Reads both files.
   *
   * @throws IOException when they cannot be read, are not PEM, or do not belong together
   */
  TlsMaterial(Tls files) throws IOException {
    this.files = files;
    this.stamp = stamp(files);
    this.context = read(files);
  }

  Tls files() {
    return files;
  }

  SslContext context() {
    return context;
  }

  /**
   * Reads the files again if they changed since. Whatever goes wrong, the old ones stay in use.
   *
   * @return what to tell the log, if anything happened
   */
  Optional<String> refresh() {
    try {
      String now = stamp(files);
      if (now.equals(stamp)) {
        return Optional.empty();
      }
      stamp = now;
      context = read(files);
      return Optional.of("read the new certificate " + files.certificate());
    } catch (IOException e) {
      return Optional.of("SLW-4131 kept the old certificate, the new one cannot be used: " + files.certificate() + ": " + e.getMessage());
    }
  }

  private static SslContext read(Tls files) throws IOException {
    try {
      return SslContextBuilder.forServer(new File(files.certificate()), new File(files.key()))
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException("no usable certificate and key in " + files.certificate() + " and " + files.key() + ": " + e.getMessage(), e);
    }
  }

  private static String stamp(Tls files) throws IOException {
    Path certificate = Path.of(files.certificate());
    Path key = Path.of(files.key());
    return Files.getLastModifiedTime(certificate) + " " + Files.size(certificate) + " " + Files.getLastModifiedTime(key) + " "
        + Files.size(key);
  }
}
