package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.release.Release;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AutoscalersTest {
  private static final int ROUNDS = 4;
  private Cast cast;

  @BeforeEach
  void open() {
    cast = new Cast("scaled", 1);
  }

  @AfterEach
  void close() {
    cast.close();
  }

  /** As its controller does with what it found, only more often. */
  private void writeOn(AtomicBoolean over) {
    var autoscaler = RealCluster.admin().autoscaling().v1().horizontalPodAutoscalers().inNamespace(cast.namespace).withName("shop");
    for (int i = 0; !over.get(); i++) {
      var written = autoscaler.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"annotations\":{\"looked\":\"" + i + "\"}}}");
    }
  }

  @Test
  void it_follows_the_traffic_though_somebody_else_writes_to_it_all_the_time() throws InterruptedException {
    cast.kubectl("autoscale", "deployment", "shop", "--min=1", "--max=9");
    Release stable = cast.adopted();
    Release candidate = cast.release("2.0", 1);
    cast.route(stable, Optional.of(candidate), Map.of(stable, 100));
    cast.converge(Map.of(stable, 1, candidate, 1));
    cast.awaitReady(candidate, 1);
    AtomicBoolean over = new AtomicBoolean();
    Thread writing = Thread.ofVirtual().start(() -> writeOn(over));
    for (int i = 0; i < ROUNDS; i++) {
      cast.route(candidate, Optional.empty(), Map.of(candidate, 100, stable, 0));
      assertEquals(Names.object("shop", candidate.id()), scaled());
      cast.route(stable, Optional.empty(), Map.of(stable, 100, candidate, 0));
      assertEquals("shop", scaled());
    }
    over.set(true);
    writing.join();
  }

  private String scaled() {
    return cast.kubectl("get", "hpa", "shop", "-o", "jsonpath={.spec.scaleTargetRef.name}");
  }
}
