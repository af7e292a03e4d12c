package dev.slipway.core.metric;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a source lets itself be asked. It names files only: what is secret is read when it is needed, and is in no configuration, journal or
 * message.
 *
 * @param bearerTokenFile file with a bearer token (RFC 6750)
 * @param basic a user with a password (RFC 7617)
 * @param ca PEM file with the certificates that are trusted in place of the machine's own
 * @param client what this side shows of itself
 */
public record SourceAccess(
    Optional<String> bearerTokenFile, Optional<Basic> basic, Optional<String> ca, Optional<ClientCertificate> client) {

  /** A user, and the file with the password. */
  public record Basic(String user, String passwordFile) {}

  /** PEM files: the chain of certificates, and the private key in PKCS #8. */
  public record ClientCertificate(String certificate, String key) {}

  /** The same with its files found from elsewhere. */
  public SourceAccess from(UnaryOperator<String> folder) {
    return new SourceAccess(
        bearerTokenFile.map(folder),
        basic.map(b -> new Basic(b.user(), folder.apply(b.passwordFile()))),
        ca.map(folder),
        client.map(c -> new ClientCertificate(folder.apply(c.certificate()), folder.apply(c.key()))));
  }
}
