package dev.slipway.bench;

import dev.slipway.bench.rig.CountedSocket;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.ShopImages;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.util.List;

/**
 * Requests that a Docker engine gets of Slipway, counted at its socket, streams included: by a rollout of the shop in two containers, from
 * the call to five seconds after it was promoted; and by a target at rest, in a minute, with the two containers of the release before.
 */
final class EngineCalls {
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");
  private static final long SETTLE_MILLIS = 5_000;
  private static final long MINUTE_MILLIS = 60_000;

  private final Rig rig;

  EngineCalls(Rig rig) {
    this.rig = rig;
  }

  void measure(int deploys, int idleMinutes, Figures figures) {
    Target target = rig.shop("calls");
    try (CountedSocket engine = CountedSocket.at(rig.workspace().folder().resolve("engine.sock"));
        ShopImages images = ShopImages.of(rig.workspace(), VERSIONS)) {
      ServiceFile file = images.in(target.shop()).with("platform", "{ docker: { host: \"" + engine.host() + "\" } }").with("replicas", "2")
          .strategy(Strategies.blueGreen("0s"));
      target.promoted(file, VERSIONS.getFirst());
      Wait.millis(SETTLE_MILLIS);
      Samples calls = new Samples();
      Samples tookMillis = new Samples();
      for (int i = 0; i < deploys; i++) {
        long before = engine.calls();
        long calledNanos = System.nanoTime();
        target.promoted(file, VERSIONS.get((i + 1) % VERSIONS.size()));
        tookMillis.add((System.nanoTime() - calledNanos) / 1e6);
        Wait.millis(SETTLE_MILLIS);
        calls.add(engine.calls() - before);
        Figures.say("deploy %2d of %d: %d requests to the engine", i + 1, deploys, engine.calls() - before);
      }
      Wait.millis(MINUTE_MILLIS / 2);
      long before = engine.calls();
      Wait.millis(MINUTE_MILLIS * idleMinutes);
      double idle = (double) (engine.calls() - before) / idleMinutes;
      Figures.say("at rest: %.1f requests a minute", idle);
      figures.put("api_calls_per_rollout", calls.median()).put("api_calls_per_rollout_p95", calls.p95()).put("deploy_ms", tookMillis)
          .put("api_calls_idle_per_minute", idle);
      rig.remove(target);
      images.forget(target);
    }
  }
}
