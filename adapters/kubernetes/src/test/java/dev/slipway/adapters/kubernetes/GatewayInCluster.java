package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A cluster that knows the kind HTTPRoute while this is open: a {@link RouteApi}, its Service, and the APIService that names it. */
final class GatewayInCluster implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String SERVICE = "v1." + RouteApi.GROUP;

  private final String namespace;
  private final RouteApi api;

  private GatewayInCluster(String namespace, RouteApi api) {
    this.namespace = namespace;
    this.api = api;
  }

  /** Returns when the cluster tells of the kind. */
  static GatewayInCluster open(Path folder) throws IOException, GeneralSecurityException {
    String address = RealCluster.kubectl(
        "get", "endpoints", "kubernetes", "-n", "default", "-o", "jsonpath={.subsets[0].addresses[0].ip}");
    SSLContext tls = tls(folder);
    RouteApi api = RouteApi.on(address, tls);
    GatewayInCluster opened = new GatewayInCluster(RealCluster.namespace("gateway"), api);
    apply(folder, """
        apiVersion: v1
        kind: Service
        metadata: { name: routes, namespace: %1$s }
        spec: { ports: [ { port: 443, targetPort: %3$d } ] }
        ---
        apiVersion: v1
        kind: Endpoints
        metadata: { name: routes, namespace: %1$s }
        subsets: [ { addresses: [ { ip: %2$s } ], ports: [ { port: %3$d } ] } ]
        """.formatted(opened.namespace, address, api.port()));
    String inside = RealCluster.kubectl("get", "service", "routes", "-n", opened.namespace, "-o", "jsonpath={.spec.clusterIP}");
    // The cluster asks once and then not for a long time: until its proxy knows the Service it would ask somebody else.
    RealCluster.await("Service routes is reached", () -> reached("https://" + inside + "/apis/" + RouteApi.VERSION, tls));
    apply(folder, """
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: { name: %s }
        spec:
          group: %s
          version: v1
          groupPriorityMinimum: 1000
          versionPriority: 100
          insecureSkipTLSVerify: true
          service: { name: routes, namespace: %s }
        """.formatted(SERVICE, RouteApi.GROUP, opened.namespace));
    RealCluster.await("the cluster knows HTTPRoutes", () -> RealCluster.admin().getApiResources(RouteApi.VERSION) != null);
    return opened;
  }

  private static void apply(Path folder, String yaml) throws IOException {
    Path manifest = Files.writeString(folder.resolve("gateway.yaml"), yaml);
    var made = RealCluster.kubectl("apply", "--validate=false", "-f", manifest.toString());
  }

  private static boolean reached(String url, SSLContext tls) {
    try {
      HttpsURLConnection asked = (HttpsURLConnection) URI.create(url).toURL().openConnection();
      asked.setSSLSocketFactory(tls.getSocketFactory());
      asked.setHostnameVerifier((host, session) -> true);
      asked.setConnectTimeout(1_000);
      return asked.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("gateway.p12");
    Process keytool = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname",
        "CN=routes", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD)))
        .redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(Files.exists(file), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setCertificateEntry("it", keys.getCertificate("it"));
    trusted.init(own);
    context.init(managers.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    var deleted = RealCluster.kubectl("delete", "apiservice", SERVICE, "--ignore-not-found");
    RealCluster.remove(namespace);
    api.close();
  }
}
