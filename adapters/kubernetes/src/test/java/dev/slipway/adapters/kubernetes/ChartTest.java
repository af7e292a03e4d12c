package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.slipway.core.traffic.KubernetesWay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Helm chart by which Slipway runs inside of a cluster: Helm finds it good, and the cluster takes what it renders. */
final class ChartTest {
  private static final String MANIFESTS_HEAD =
      "# Slipway in the namespace slipway, with rights in the namespace web: the Helm chart beside, rendered. Change namespace, rights\n"
          + "# and the database's address to yours; the Secrets that it names are in docs/platforms/kubernetes.md.\n";

  @TempDir Path folder;

  private static Path chart() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path chart = at.resolve("infrastructure/helm/slipway");
      if (Files.exists(chart)) {
        return chart;
      }
    }
    throw new IllegalStateException("there is no infrastructure/helm/slipway above " + Path.of("").toAbsolutePath());
  }

  private static TemplateCommand rendered(String namespace) {
    return new Helm(chart()).template().withName("slipway").withNamespace(namespace)
        .set("database.url", "postgresql://slipway@database/slipway").set("namespaces[0]", namespace)
        .set("kubernetesVersion", "1.20.2");
  }

  @Test
  void helm_finds_nothing_to_say_against_it() {
    LintResult lint = new Helm(chart()).lint().strict().call();
    assertTrue(!lint.isFailed(), () -> String.join("\n", lint.getMessages()));
  }

  @Test
  void the_cluster_takes_what_it_renders() throws IOException {
    String namespace = RealCluster.namespace("chart");
    try {
      Path file = Files.writeString(folder.resolve("rendered.yaml"), rendered(namespace).call());
      String told = RealCluster.kubectl("-n", namespace, "apply", "-f", file.toString());
      for (String kind : List.of("serviceaccount", "role", "rolebinding", "configmap", "deployment", "service", "poddisruptionbudget",
          "networkpolicy")) {
        assertTrue(told.contains(kind), told);
      }
      String shown = RealCluster.kubectl("-n", namespace, "auth", "can-i", "--list", "--as",
          "system:serviceaccount:" + namespace + ":slipway");
      assertTrue(shown.contains("deployments.apps") && !shown.contains("*.*"), shown);
    } finally {
      RealCluster.remove(namespace);
    }
  }

  @Test
  void its_role_has_exactly_the_rights_that_are_printed() {
    String plain = rendered("web").call();
    String routed = rendered("web").set("routers.gatewayApi", "true").set("routers.ingressNginx", "true").call();
    for (Right right : Right.of(new KubernetesWay.Selector())) {
      assertTrue(plain.contains(rule(right)), rule(right));
    }
    assertEquals(Right.of(new KubernetesWay.Selector()).size(), plain.split("- \\{ apiGroups", -1).length - 1);
    List<KubernetesWay> ways = List.of(
        new KubernetesWay.Gateway("r", Optional.empty()), new KubernetesWay.IngressNginx("i", Optional.empty()));
    for (KubernetesWay way : ways) {
      assertTrue(routed.contains(rule(Right.of(way).getLast())), way.word());
    }
  }

  @Test
  void the_plain_manifests_are_what_it_renders() throws IOException {
    Path manifests = chart().resolveSibling("../kubernetes/slipway.yaml").normalize();
    String now = MANIFESTS_HEAD + new Helm(chart()).template().withName("slipway").withNamespace("slipway")
        .set("database.url", "postgresql://slipway@postgresql.slipway.svc/slipway?sslmode=verify-full").set("namespaces[0]", "web")
        .set("tls.secret", "slipway-tls").set("kubernetesVersion", "1.21.0").call().replaceAll("(?m)[ \t]+$", "");
    if (Boolean.getBoolean("manifests.write")) {
      Files.createDirectories(manifests.getParent());
      Files.writeString(manifests, now);
    }
    assertEquals(Files.readString(manifests), now, "write them anew: -Dtest=ChartTest -Dmanifests.write=true");
  }

  private static String rule(Right right) {
    return right.rule().substring(0, right.rule().indexOf(" #")).strip();
  }

  @Test
  void without_a_database_it_says_what_is_missing() {
    var refused = assertThrows(IllegalStateException.class, () -> new Helm(chart()).template().withName("slipway").call());
    assertTrue(refused.getMessage().contains("database.url: postgresql://"), refused.getMessage());
  }
}
