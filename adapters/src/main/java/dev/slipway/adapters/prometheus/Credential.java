package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.metric.SourceAccess;
import java.util.Base64;
import java.util.Optional;

/** What proves who asks. */
final class Credential {
  private Credential() {}

  /** The value of the Authorization header. */
  static Optional<String> header(SourceAccess access) throws Refusal {
    if (access.bearerTokenFile().isPresent()) {
      String token = SecretFile.read("bearer token", access.bearerTokenFile().get());
      if (!token.matches("[\\x21-\\x7e]+")) {
        throw new Refusal("SLW-4541", "the file of the bearer token, " + access.bearerTokenFile().get() + ", holds more than one word");
      }
      return Optional.of("Bearer " + token);
    }
    if (access.basic().isPresent()) {
      String pair = access.basic().get().user() + ":" + SecretFile.read("password", access.basic().get().passwordFile());
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
    return Optional.empty();
  }
}
