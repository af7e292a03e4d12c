package dev.slipway.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of this machine that signs itself.
 *
 * @param certificate PEM
 * @param key PEM
 * @param believing a client's side that believes it
 */
record TlsPair(Path certificate, Path key, SSLContext believing) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static TlsPair make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore",
        store.toString(), "-storetype", "PKCS12", "-storepass", "changeit", "-alias", "a", "-keyalg", "EC", "-dname", "CN=slipway", "-ext",
        "SAN=IP:127.0.0.1", "-validity", "2").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("it", made.getCertificate("a"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return new TlsPair(pem(folder.resolve("server.pem"), "CERTIFICATE", made.getCertificate("a").getEncoded()),
        pem(folder.resolve("server.key"), "PRIVATE KEY", made.getKey("a", PASSWORD).getEncoded()), context);
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return secret(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  /** A file that its owner alone can read. */
  static Path secret(Path file, String text) throws IOException {
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
