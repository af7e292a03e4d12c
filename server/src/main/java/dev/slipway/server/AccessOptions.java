package dev.slipway.server;

import dev.slipway.server.front.Access;
import dev.slipway.server.front.Limits;
import dev.slipway.server.front.TlsFiles;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The options of a command line that say who may reach the API, as they are met. */
final class AccessOptions {
  private Optional<Path> certificate = Optional.empty();
  private Optional<Path> key = Optional.empty();
  private final Set<String> names = new HashSet<>();
  private boolean plainHttp;

  void certificate(String file) {
    certificate = Optional.of(Path.of(file));
  }

  void key(String file) {
    key = Optional.of(Path.of(file));
  }

  void name(String name) {
    names.add(name.toLowerCase(Locale.ROOT));
  }

  void plainHttp() {
    plainHttp = true;
  }

  Access read() {
    if (certificate.isPresent() != key.isPresent()) {
      throw StartException.wrongUse("SLW-5126", "--tls-certificate and --tls-key are only of use together. The server does not start");
    }
    Optional<TlsFiles> tls = certificate.flatMap(c -> key.map(k -> new TlsFiles(c, k)));
    return new Access(tls, plainHttp, names, Limits.USUAL);
  }
}
