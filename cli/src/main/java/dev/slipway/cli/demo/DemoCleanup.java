package dev.slipway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Leaves nothing behind: takes the target down, then ends the demo's own server and proxy. */
final class DemoCleanup {
  private static final int MOST_POLLS = 150;
  private static final int POLL_MILLIS = 100;

  private DemoCleanup() {}

  static void run(Servers servers, Path state, String target) throws IOException, InterruptedException {
    Optional<Api> running = servers.running();
    if (running.isPresent()) {
      takeDown(running.get(), target);
      running.get().post("/stop", Api.JSON.createObjectNode());
    }
    // The server first: it would start a proxy that ends again.
    for (int i = 0; i < MOST_POLLS && servers.running().isPresent(); i++) {
      Thread.sleep(POLL_MILLIS);
    }
    end(state.resolve("proxy").resolve("proxy.pid"));
  }

  private static void takeDown(Api api, String target) throws InterruptedException {
    try {
      if (api.get(target).has("rollout")) {
        api.post(target + "/abort", Api.JSON.createObjectNode().put("by", "demo"));
        await(api, target, status -> !status.has("rollout"));
      }
      api.post(target + "/remove", Api.JSON.createObjectNode().put("by", "demo").put("reason", "the demo is over"));
      await(api, target, status -> status.path("instances").isEmpty());
    } catch (CliException e) {
      System.err.println("the demo could not take its target down: " + e.said());
    }
  }

  private interface Wish {
    boolean cameTrue(JsonNode status);
  }

  private static void await(Api api, String target, Wish wish) throws InterruptedException {
    for (int i = 0; i < MOST_POLLS && !wish.cameTrue(api.get(target)); i++) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Ends it, and waits until it has: it still writes in its folder meanwhile. */
  private static void end(Path pidFile) throws IOException, InterruptedException {
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> proxy = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()));
    proxy.ifPresent(ProcessHandle::destroy);
    for (int i = 0; i < MOST_POLLS && proxy.filter(ProcessHandle::isAlive).isPresent(); i++) {
      Thread.sleep(POLL_MILLIS);
    }
  }
}
