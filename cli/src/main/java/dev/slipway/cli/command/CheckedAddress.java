package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.validation.Subject;
import dev.slipway.validation.ask.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Where checks are asked, and whose word is taken there.
 *
 * @param address scheme, host and port
 * @param trust asked by the listener of slipway.yaml, the certificate that is written there is right; by name, what authorities say
 */
record CheckedAddress(URI address, Trust trust) {
  static CheckedAddress of(Optional<String> named, TargetSettings settings, Optional<Path> ca, Path folder) {
    URI at = named.map(CheckedAddress::uri).orElseGet(() -> Subject.listening(settings.listen(), settings.tls().isPresent()));
    Optional<Path> own = named.isEmpty() ? settings.tls().map(t -> folder.resolve(t.certificate())) : Optional.empty();
    return new CheckedAddress(at, trust(ca, own));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text.replaceAll("/+$", ""));
      boolean right = uri.getHost() != null && List.of("http", "https").contains(uri.getScheme()) && uri.getUserInfo() == null
          && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawPath().isEmpty();
      if (right) {
        return uri;
      }
      throw new IllegalArgumentException("write scheme, host and port alone, as https://shop.example.com:8443");
    } catch (IllegalArgumentException e) {
      String said = "SLW-6301 --address " + text + " is no address of a service: " + e.getMessage() + ". Nothing was checked";
      throw new CliException(Exit.WRONG_USE, said, e);
    }
  }

  private static Trust trust(Optional<Path> ca, Optional<Path> own) {
    try {
      if (ca.isPresent()) {
        return Trust.authoritiesIn(ca.get());
      }
      return own.isPresent() ? Trust.pinning(own.get()) : Trust.system();
    } catch (IOException | GeneralSecurityException e) {
      String file = ca.or(() -> own).map(Path::toString).orElse("");
      String said = "SLW-6302 the certificates in " + file + " cannot be read (" + e
          + "). Nothing was checked. Name a PEM file with --ca, or an address with --address";
      throw new CliException(Exit.WRONG_USE, said, e);
    }
  }
}
