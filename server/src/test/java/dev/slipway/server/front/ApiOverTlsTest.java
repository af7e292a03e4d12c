package dev.slipway.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API with a certificate of its own. */
@Timeout(90)
class ApiOverTlsTest {
  private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
  private static final int MOST_LOOKS = 400;
  @TempDir Path home;

  private static SSLSocket socket(URI server, SSLContext context, String... protocols) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getPort());
    socket.setSoTimeout(20_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static BigInteger serial(SSLSocket socket) throws IOException {
    socket.startHandshake();
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }

  private static String ask(SSLSocket socket, String path, String token) throws IOException {
    String request = RawClient.request("GET /api/v1" + path, token) + "Connection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void it_answers_over_tls_alone_and_tells_browsers_to_stay_there() throws Exception {
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      TlsFiles files = Certificates.make(home, NAMES, algorithm);
      try (RunningServer server = new RunningServer(home, Certificates.access(files));
          SSLSocket socket = socket(server.uri(""), Certificates.believing(files.certificate()))) {
        assertEquals("https", server.uri("").getScheme());
        String answer = ask(socket, "/targets", server.token());
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000"), answer);
        try (RawClient plain = new RawClient(server.uri(""))) {
          plain.send(RawClient.request("GET /api/v1/targets", server.token()) + "\r\n");
          assertTrue(plain.refusedTls(), algorithm);
        }
      }
    }
  }

  @Test
  void protocols_of_before_2008_are_refused() throws Exception {
    TlsFiles files = Certificates.make(home, NAMES, "RSA");
    try (RunningServer server = new RunningServer(home, Certificates.access(files))) {
      SSLContext context = Certificates.believing(files.certificate());
      try (SSLSocket old = socket(server.uri(""), context, "TLSv1.1")) {
        assertThrows(SSLException.class, old::startHandshake);
      }
      for (String right : new String[] {"TLSv1.2", "TLSv1.3"}) {
        try (SSLSocket socket = socket(server.uri(""), context, right)) {
          socket.startHandshake();
          assertEquals(right, socket.getSession().getProtocol());
        }
      }
    }
  }

  @Test
  void a_renewed_certificate_is_taken_up_and_a_broken_one_is_not() throws Exception {
    TlsFiles files = Certificates.make(home, NAMES, "EC");
    SSLContext first = Certificates.believing(files.certificate());
    try (RunningServer server = new RunningServer(home, Certificates.access(files))) {
      BigInteger before;
      try (SSLSocket socket = socket(server.uri(""), first)) {
        before = serial(socket);
      }
      Files.writeString(files.certificate(), "nothing");
      awaitLog("SLW-5147");
      try (SSLSocket socket = socket(server.uri(""), first)) {
        assertEquals(before, serial(socket));
      }
      Certificates.make(home, NAMES, "RSA");
      awaitLog("was read again");
      try (SSLSocket socket = socket(server.uri(""), Certificates.believing(files.certificate()))) {
        assertFalse(before.equals(serial(socket)));
      }
    }
  }

  private void awaitLog(String text) throws Exception {
    for (int look = 0; look < MOST_LOOKS && !Files.readString(home.resolve("server.log")).contains(text); look++) {
      Thread.sleep(50);
    }
    assertTrue(Files.readString(home.resolve("server.log")).contains(text), text);
  }

  @Test
  void what_cannot_be_used_is_told_before_it_starts() throws Exception {
    TlsFiles files = Certificates.make(home, NAMES, "EC");
    Path other = Files.createDirectory(home.resolve("other"));
    TlsFiles mixed = new TlsFiles(files.certificate(), Certificates.make(other, NAMES, "EC").key());
    assertTrue(refused(mixed).contains("is not that of the certificate"));
    Path encrypted = Files.writeString(home.resolve("encrypted.key"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(encrypted, PosixFilePermissions.fromString("rw-------"));
    assertTrue(refused(new TlsFiles(files.certificate(), encrypted)).contains("openssl pkcs8"));
    assertTrue(refused(new TlsFiles(home.resolve("absent"), files.key())).contains("absent"));
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(refused(files).contains("chmod o="));
  }

  private String refused(TlsFiles files) {
    StartException e = assertThrows(StartException.class, () -> new Entrance("127.0.0.1", 0, Certificates.access(files)));
    assertEquals("SLW-5146", e.code());
    return String.valueOf(e.getMessage());
  }
}
