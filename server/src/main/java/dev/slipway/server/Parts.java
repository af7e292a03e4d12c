package dev.slipway.server;

import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.metric.MetricPoller;
import dev.slipway.engine.metric.Readings;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.deploy.Places;
import dev.slipway.server.deploy.Routers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a server works with outside itself.
 *
 * @param places where instances run, and what is kept of artifacts there
 * @param routers what spreads requests
 * @param tasks what runs one-off effects
 * @param metrics what asks the user's own systems for measurements
 * @param configs what reads slipway.yaml
 * @param close lets go of all of them; what they look after goes on
 */
public record Parts(Places places, Routers routers, Tasks tasks, MetricSource metrics, Configs configs, Runnable close) {

  /** What the router of a target has counted. */
  TrafficCounts counts(TargetState state) {
    return routers.of(state.router()).counts(state.id());
  }

  /** What is outside for one target. */
  Outside outside(TargetState state, Readings readings) {
    return new Outside(places.of(state).platform(), routers.of(state.router()), tasks, readings);
  }

  /** What asks the user's own systems now and then. */
  Readings readings(Clocks clocks, Duration interval) {
    return new MetricPoller(metrics, task -> Thread.ofVirtual().name("metrics").start(task), clocks.steady(), clocks.wall(), interval);
  }

  /** Makes them in one folder. */
  public interface Maker {
    Parts of(Path place);
  }
}
