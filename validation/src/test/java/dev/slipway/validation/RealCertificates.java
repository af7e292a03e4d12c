package dev.slipway.validation;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates as openssl makes them: an authority of our own, and what it signs. */
record RealCertificates(Path folder) {

  static RealCertificates in(Path folder) throws IOException, InterruptedException {
    RealCertificates made = new RealCertificates(folder);
    made.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Our own authority",
        "-days", "30");
    return made;
  }

  /** A certificate of this authority for a name, valid between two moments as 20260101000000Z. */
  RealCertificates signed(String name, String subjectNames, String from, String to) throws IOException, InterruptedException {
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name);
    Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + subjectNames + "\n");
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(folder.resolve("index.txt"), "");
    Files.writeString(folder.resolve("ca.cnf"), """
        [ca]
        default_ca=own
        [own]
        database=index.txt
        new_certs_dir=new
        default_md=sha256
        policy=any
        rand_serial=yes
        [any]
        commonName=supplied
        """);
    openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", name + ".csr", "-out", name + ".pem",
        "-extfile",
        name + ".ext", "-startdate", from, "-enddate", to, "-notext");
    openssl("pkcs12", "-export", "-in", name + ".pem", "-inkey", name + ".key", "-certfile", "ca.pem", "-out", name + ".p12", "-passout",
        "pass:secret");
    return this;
  }

  Path of(String file) {
    return folder.resolve(file);
  }

  /** A service that shows such a certificate. */
  HttpsServer server(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(of(name + ".p12"))) {
      store.load(in, "secret".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  /** A server of openssl's own, for versions that Java no longer speaks. */
  Process sServer(int port, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", Integer.toString(port), "-cert", "shop.pem", "-key",
        "shop.key", "-quiet"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void openssl(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(folder.resolve("openssl.log").toFile())
        .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(folder.resolve("openssl.log")));
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Waits until somebody listens. */
  static void listening(int port) {
    for (int i = 0; i < 500; i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
