package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.RouterSpec;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A worker and a StatefulSet in slipway.yaml. */
class UnroutedWrittenTest {
  private static ReadResult read(String lines) {
    return SlipwayYaml.read("""
        service: mailer
        artifact: { kubernetes: { image: "mailer:${version}" } }
        environments:
          production:
        """ + lines.indent(4), "slipway.yaml");
  }

  private static EnvironmentConfig good(String lines) {
    return Objects.requireNonNull(assertInstanceOf(ReadResult.Valid.class, read(lines)).config().environments().get("production"));
  }

  private static String bad(String lines) {
    return assertInstanceOf(ReadResult.Invalid.class, read(lines)).toString();
  }

  private static RouterSpec.Kubernetes router(EnvironmentConfig environment) {
    return assertInstanceOf(RouterSpec.Kubernetes.class, environment.settings().router().orElseThrow());
  }

  @Test
  void a_worker_has_no_service_and_keeps_nobody_working_beside_the_new_ones() {
    EnvironmentConfig worker = good("platform: kubernetes\nrouter: none\nstrategy: blue-green");
    assertEquals(new KubernetesWay.None(), router(worker).way());
    assertEquals("mailer", router(worker).deployment());
    assertEquals("", router(worker).service());
    assertEquals(Duration.ZERO, worker.policy().keepStable());
    assertTrue(worker.policy().validation().isEmpty());
  }

  @Test
  void a_stateful_set_is_named_and_rolls() {
    EnvironmentConfig set = good("platform: { kubernetes: { stateful-set: queue } }\nstrategy: { rolling: { bake: 1s } }");
    assertEquals(new KubernetesWay.Ordered(), router(set).way());
    assertEquals("queue", router(set).deployment());
    assertEquals("queue.default", set.settings().listen().host());
  }

  @Test
  void what_has_no_meaning_without_traffic_is_refused_where_it_is_written() {
    String set = "platform: { kubernetes: { stateful-set: queue } }\n";
    assertTrue(bad(set).contains("one by one"), bad(set));
    assertTrue(bad(set + "strategy: canary").contains("one by one"));
    assertTrue(bad(set + "strategy: { rolling: { surge: 0 } }").contains("one by one"));
    assertTrue(bad(set + "strategy: rolling\nrouter: kubernetes-service").contains("nothing moves traffic"));
    assertTrue(bad("platform: { kubernetes: { stateful-set: queue, service: queue } }\nstrategy: rolling").contains("beside stateful-set"));
    String worker = "platform: kubernetes\nrouter: none\n";
    for (String key : new String[] {"drain: 5s", "validate: [ { get: / } ]", "listen: 8080"}) {
      assertTrue(bad(worker + key).contains("no effect where no traffic is moved"), key);
    }
    assertTrue(bad(worker + "keep-stable: 1h").contains("go on working"));
    assertTrue(bad("listen: 8080\nrouter: none").contains("not in Kubernetes"));
  }
}
