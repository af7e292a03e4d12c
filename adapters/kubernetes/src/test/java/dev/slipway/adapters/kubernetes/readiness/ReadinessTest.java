package dev.slipway.adapters.kubernetes.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.adapters.kubernetes.readiness.Facts.Kind;
import dev.slipway.adapters.kubernetes.readiness.Facts.Listed;
import dev.slipway.adapters.kubernetes.readiness.Finding.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check passes where all is well, and fails where what it looks at is taken away. */
final class ReadinessTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Around AROUND = new Around(List.of(), List.of("RUNBOOK.md"));
  private static final String SHOP = "{\"kind\":\"ServiceAccount\",\"name\":\"shop\"}";
  private static final String GOOD = """
      {"DEPLOYMENTS":[{"metadata":{"name":"shop"},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"shop"}},"template":{
         "metadata":{"labels":{"app":"shop"}},"spec":{"serviceAccountName":"shop","affinity":{"podAntiAffinity":{
           "preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1}]}},"containers":[{"name":"app","image":"reg:5000/shop:1.0",
           "env":[{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{"name":"db"}}}],"readinessProbe":{},"livenessProbe":{},
           "lifecycle":{"preStop":{}},"securityContext":{"runAsNonRoot":true,"allowPrivilegeEscalation":false},
           "resources":{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"memory":"1Gi"}}}]}}}}],
       "SERVICES":[{"metadata":{"name":"shop"},"spec":{"type":"ClusterIP"}}],"CONFIGMAPS":[{"metadata":{"name":"m"},"data":{"level":"1"}}],
       "QUOTAS":[{"metadata":{"name":"q"},"status":{"hard":{"pods":"9"},"used":{"pods":"4"}}}],"LIMITS":[{"metadata":{"name":"l"}}],
       "DISRUPTIONS":[{"metadata":{"name":"b"},"spec":{"selector":{"matchLabels":{"app":"shop"}}},"status":{"disruptionsAllowed":1}}],
       "POLICIES":[{"metadata":{"name":"p"},"spec":{"podSelector":{}}}],
       "INGRESSES":[{"metadata":{"name":"i"},"spec":{"tls":[{}],"rules":[{"backend":{"name":"shop"}}]}}],
       "AUTOSCALERS":[{"metadata":{"name":"h"},"spec":{"minReplicas":3,"maxReplicas":20,"scaleTargetRef":{"name":"shop"}}}],
       "CLAIMS":[{"metadata":{"name":"data"}}],"BINDINGS":[],
       "CRONJOBS":[{"metadata":{"name":"backup","annotations":{"slipway.dev/restored-at":"2026-02-20T00:00:00Z"}},
         "status":{"lastScheduleTime":"2026-03-01T11:00:00Z"}}]}
      """;

  private static Facts facts(String text, List<String> lacking) {
    try {
      JsonNode all = JSON.readTree(text);
      Map<Kind, Listed> kinds = new EnumMap<>(Kind.class);
      all.properties().forEach(e -> kinds.put(Kind.valueOf(e.getKey()), new Listed(List.of(items(e.getValue())), Optional.empty())));
      return new Facts(all.path("DEPLOYMENTS").path(0), "shop", kinds, lacking);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode[] items(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).toArray(JsonNode[]::new);
  }

  private static Finding find(List<Finding> all, String check) {
    return all.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void where_all_is_well_every_check_passes() throws IOException {
    HttpServer prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext("/api/v1/rules", exchange -> {
      byte[] answer = "{\"data\":{\"groups\":[{\"rules\":[{},{}]}]}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    prometheus.start();
    try {
      Around around = new Around(List.of(URI.create("http://127.0.0.1:" + prometheus.getAddress().getPort() + "/")), AROUND.runbooks());
      List<Finding> all = Readiness.of(facts(GOOD, List.of()), around, NOW);
      assertEquals(List.of(), all.stream().filter(f -> f.outcome() != Outcome.PASSED).toList());
      assertEquals(20, all.size());
    } finally {
      prometheus.stop(0);
    }
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource(delimiter = '|', textBlock = """
      replicas            | "replicas":3                    | "replicas":2
      anti-affinity       | "podAntiAffinity"               | "podAffinity"
      requests-and-limits | "limits":{"memory":"1Gi"}       | "limits":{}
      probes              | "livenessProbe":{},             |
      pre-stop            | "preStop"                       | "postStart"
      non-root            | "runAsNonRoot":true             | "runAsNonRoot":false
      image-tags          | reg:5000/shop:1.0               | reg:5000/shop
      secrets             | "valueFrom":{"secretKeyRef":{"name":"db"}} | "value":"hunter2"
      secrets             | "level"                         | "api_key"
      rbac                | "serviceAccountName":"shop",    |
      rbac                | "BINDINGS":[]                   | "BINDINGS":[{"roleRef":{"name":"edit"},"subjects":[SHOP]}]
      autoscaling         | "minReplicas":3                 | "minReplicas":1
      autoscaling         | "scaleTargetRef":{"name":"shop"} | "scaleTargetRef":{"name":"other"}
      disruption-budget   | "disruptionsAllowed":1          | "disruptionsAllowed":0
      network-policy      | "podSelector":{}                | "podSelector":{"matchLabels":{"app":"other"}}
      quota               | "used":{"pods":"4"}             | "used":{"pods":"7"}
      limit-range         | {"metadata":{"name":"l"}}       |
      tls                 | "tls":[{}]                      | "tls":[]
      tls                 | "type":"ClusterIP"              | "type":"NodePort"
      backups             | "name":"backup"                 | "name":"report"
      backups             | 2026-03-01T11:00:00Z            | 2026-02-01T11:00:00Z
      backups             | 2026-02-20                      | 2026-01-20
      """)
  void what_is_missing_fails_with_a_way_to_mend_it(String check, String from, String to) {
    assertTrue(GOOD.contains(from), from);
    String without = GOOD.replace(from, to == null ? "" : to.replace("SHOP", SHOP));
    Finding found = find(Readiness.of(facts(without, List.of()), AROUND, NOW), check);
    assertEquals(Outcome.FAILED, found.outcome(), found.toString());
    assertTrue(!found.found().isBlank() && !found.why().isBlank() && !found.mend().isBlank(), found.toString());
  }

  @Test
  void what_lies_outside_of_the_cluster_is_looked_at_as_well() {
    Around bare = new Around(List.of(URI.create("http://127.0.0.1:1")), List.of());
    List<Finding> all = Readiness.of(facts(GOOD, List.of("patch services")), bare, NOW);
    assertTrue(find(all, "slipway-rights").found().contains("patch services"));
    assertTrue(find(all, "monitoring").found().contains("http://127.0.0.1:1 does not answer"));
    assertEquals(Outcome.FAILED, find(all, "alerting").outcome());
    assertEquals(Outcome.FAILED, find(all, "runbook").outcome());
  }

  @Test
  void what_may_not_be_read_is_not_decided() {
    Facts some = facts(GOOD, List.of());
    Map<Kind, Listed> kinds = new EnumMap<>(some.kinds());
    kinds.put(Kind.QUOTAS, new Listed(List.of(), Optional.of("SLW-3204 may not list resourcequotas")));
    Finding quota = find(Readiness.of(new Facts(some.deployment(), "shop", kinds, List.of()), AROUND, NOW), "quota");
    assertEquals(Outcome.UNDECIDED, quota.outcome());
    assertTrue(quota.found().contains("SLW-3204"), quota.toString());
  }
}
