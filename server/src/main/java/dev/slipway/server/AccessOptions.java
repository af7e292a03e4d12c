package dev.slipway.server;

import dev.slipway.server.front.Access;
import dev.slipway.server.front.Limits;
import dev.slipway.server.front.PublicAddress;
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
  private PublicAddress address = PublicAddress.ITSELF;
  private Limits limits = Limits.USUAL;

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

  void address(String url) {
    try {
      address = PublicAddress.of(url);
    } catch (IllegalArgumentException e) {
      throw StartException.wrongUse("SLW-5126", "--public-url is what browsers call the server, and " + e.getMessage()
          + ". The server does not start");
    }
  }

  void wrongCredentials(String count) {
    if (!count.matches("[0-9]{1,6}")) {
      throw StartException.wrongUse("SLW-5126", "--wrong-credentials is " + count + "; it is 0 for any number, or up to 999999. "
          + "The server does not start");
    }
    limits = limits.wrongCredentials(Integer.parseInt(count));
  }

  Access read() {
    if (certificate.isPresent() != key.isPresent()) {
      throw StartException.wrongUse("SLW-5126", "--tls-certificate and --tls-key are only of use together. The server does not start");
    }
    Optional<TlsFiles> tls = certificate.flatMap(c -> key.map(k -> new TlsFiles(c, k)));
    return new Access(tls, plainHttp, names, limits, address);
  }
}
