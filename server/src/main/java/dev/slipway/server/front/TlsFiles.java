package dev.slipway.server.front;

import java.nio.file.Path;

/**
 * Where the server's certificate is, read again when either file changes.
 *
 * @param certificate PEM: the server's own, then those that vouch for it
 * @param key PEM, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
