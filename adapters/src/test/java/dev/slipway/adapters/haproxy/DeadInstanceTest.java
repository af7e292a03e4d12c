package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.CANDIDATE;
import static dev.slipway.adapters.haproxy.OwnRig.STABLE;
import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that die or break off, behind the real HAProxy. */
class DeadInstanceTest {
  @TempDir Path folder;
  private OwnRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private RoutingTable both(Endpoint second) {
    return new RoutingTable(
        Optional.of(STABLE), Optional.empty(),
        List.of(new ReleaseRoute(STABLE, 100, List.of(
            new Backend(new InstanceId(STABLE, 0), rig.stable.endpoint(), false), new Backend(new InstanceId(STABLE, 1), second, false)))));
  }

  /** Whether a server of the slot does not answer its checks. */
  private boolean hasServerDown(String slot) throws IOException {
    String backend = "shop.production_" + slot;
    return rig.api().ask("show servers state " + backend).lines()
        .anyMatch(l -> l.matches("\\d+ " + backend + " .* 127.0.0.1 0 .*"));
  }

  @Test
  void an_instance_that_died_fails_no_request_whatever_its_method_and_its_refusals_are_counted() throws Exception {
    rig.router.apply(rig.target(), both(rig.candidate.endpoint()), new Fence(1, 1, false));
    rig.candidate.close();
    for (int i = 0; i < 40; i++) {
      assertEquals(200, i % 2 == 0 ? rig.get("/").statusCode() : post());
    }
    ReleaseCounts counts = rig.router.counts(TARGET).releases().get(STABLE);
    assertEquals(40, counts.requests());
    assertEquals(0, counts.errors());
    assertTrue(counts.connectFailures() > 0, counts::toString);
    OwnRig.until(() -> hasServerDown("a"));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign(), "what health checks say is nobody's change");
  }

  @Test
  void a_release_none_of_whose_instances_answers_leaves_its_requests_to_stable() throws Exception {
    rig.router.apply(rig.target(), rig.table(50), new Fence(1, 1, false));
    rig.candidate.close();
    OwnRig.until(() -> hasServerDown("b"));
    assertEquals(Map.of("stable", 100), rig.answers(100));
    assertTrue(!rig.router.counts(TARGET).releases().containsKey(CANDIDATE), "stable's answers are counted as the candidate's");
  }

  @Test
  void a_request_that_an_instance_takes_and_does_not_answer_is_tried_again_only_if_it_may_be() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(silent, taken));
      rig.router.apply(rig.target(), both(new Endpoint("127.0.0.1", silent.getLocalPort())), new Fence(1, 1, false));
      for (int i = 0; i < 10; i++) {
        assertEquals(200, rig.get("/").statusCode());
      }
      int failed = 0;
      for (int i = 0; i < 10; i++) {
        failed += post() == 502 ? 1 : 0;
      }
      assertTrue(failed > 0, "a POST that an instance may have acted on was sent again");
      assertEquals(failed, rig.router.counts(TARGET).releases().get(STABLE).errors());
      assertTrue(taken.get() > 0);
    }
  }

  /** Takes each connection, reads what comes, and leaves without a word. */
  private static void hangUp(ServerSocket silent, AtomicInteger taken) {
    byte[] bytes = new byte[1_024];
    while (!silent.isClosed()) {
      try (var connection = silent.accept()) {
        if (connection.getInputStream().read(bytes) > 0) {
          taken.incrementAndGet();
        }
      } catch (IOException e) {
        System.err.println("a connection ended: " + e);
      }
    }
  }

  private int post() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + rig.listen + "/")).version(HttpClient.Version.HTTP_1_1)
          .POST(HttpRequest.BodyPublishers.ofString("body")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
