package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Accounts of a real cluster, each with the rights that it was given and no others. */
final class Accounts {
  private Accounts() {}

  /** The same target, as an account of its namespace sees it; the account may have been asked for a moment ago. */
  static RouterSpec.Kubernetes spec(Path folder, RouterSpec.Kubernetes spec, String account) throws IOException {
    Path file = Files.writeString(folder.resolve(account + ".kubeconfig"), """
        apiVersion: v1
        kind: Config
        clusters: [ { name: test, cluster: { server: "%s", insecure-skip-tls-verify: true } } ]
        users: [ { name: it, user: { token: "%s" } } ]
        contexts: [ { name: test, context: { cluster: test, user: it } } ]
        current-context: test
        """.formatted(RealCluster.admin().getMasterUrl(), token(folder, spec.place().namespace(), account)));
    return new RouterSpec.Kubernetes(
        new KubernetesPlace(Optional.of(file.toString()), Optional.empty(), spec.place().namespace()), spec.deployment(), Optional.empty(),
        spec.service(), spec.way());
  }

  private static String token(Path folder, String namespace, String account) throws IOException {
    RealCluster.await("account " + account,
        () -> RealCluster.admin().serviceAccounts().inNamespace(namespace).withName(account).get() != null);
    Path request = Files.writeString(folder.resolve("token.json"),
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{\"expirationSeconds\":3600}}");
    String answer = RealCluster.kubectl("create", "--raw",
        "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token", "-f", request.toString());
    return new ObjectMapper().readTree(answer).path("status").path("token").asText();
  }
}
