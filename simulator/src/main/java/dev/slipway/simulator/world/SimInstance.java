package dev.slipway.simulator.world;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.simulator.scenario.Behaviour;
import java.util.Optional;

/** One instance in virtual time: its condition, and when that changes by itself. */
final class SimInstance {
  private static final int FIRST_BACKOFF_MILLIS = 100;
  private static final int LONGEST_BACKOFF_MILLIS = 800;

  private final InstanceId id;
  private final Optional<Endpoint> endpoint;
  private Behaviour behaviour;
  private Condition condition = Condition.STARTING;
  private long changeAtMillis;
  private int restarts;
  private Instance seen;

  SimInstance(InstanceId id, int port, Behaviour behaviour, long nowMillis) {
    this.id = id;
    this.endpoint = Optional.of(new Endpoint("127.0.0.1", port));
    this.behaviour = behaviour;
    this.changeAtMillis = startsUntil(nowMillis);
    this.seen = look();
  }

  Instance seen() {
    return seen;
  }

  Condition condition() {
    return condition;
  }

  /** Whether it answers requests, well or badly. */
  boolean answers() {
    return condition == Condition.READY || condition == Condition.UNREADY;
  }

  /** When its condition changes by itself; never is {@link Long#MAX_VALUE}. */
  long changeAtMillis() {
    return changeAtMillis;
  }

  /** Its condition changes by itself. Returns false when it is gone. */
  boolean change(long nowMillis) {
    switch (condition) {
      case STARTING, UNREADY -> ready(nowMillis);
      case READY -> {
        if (behaviour.flapMillis() > 0) {
          become(Condition.UNREADY, nowMillis + behaviour.flapMillis());
        } else {
          die(nowMillis);
        }
      }
      case DEAD -> become(Condition.STARTING, startsUntil(nowMillis));
      case STOPPING -> {
        return false;
      }
    }
    return true;
  }

  void ready(long nowMillis) {
    int lasts = behaviour.flapMillis() > 0 ? behaviour.flapMillis() : behaviour.crashAfterMillis();
    become(Condition.READY, lasts > 0 ? nowMillis + lasts : Long.MAX_VALUE);
  }

  void die(long nowMillis) {
    if (condition != Condition.STOPPING && condition != Condition.DEAD) {
      int backoffMillis = Math.min(FIRST_BACKOFF_MILLIS << Math.min(restarts, 5), LONGEST_BACKOFF_MILLIS);
      restarts++;
      become(Condition.DEAD, nowMillis + backoffMillis);
    }
  }

  void stop(long goneAtMillis) {
    become(Condition.STOPPING, goneAtMillis);
  }

  /** Whatever made it misbehave is over. */
  void calm(long nowMillis) {
    behaviour = behaviour.calm();
    switch (condition) {
      case READY -> changeAtMillis = Long.MAX_VALUE;
      case STARTING -> changeAtMillis = Math.min(changeAtMillis, nowMillis + behaviour.startMillis());
      case UNREADY -> changeAtMillis = nowMillis;
      case DEAD, STOPPING -> {}
    }
  }

  private long startsUntil(long nowMillis) {
    return behaviour.everReady() ? nowMillis + behaviour.startMillis() : Long.MAX_VALUE;
  }

  private void become(Condition next, long untilMillis) {
    condition = next;
    changeAtMillis = untilMillis;
    seen = look();
  }

  private Instance look() {
    return new Instance(id, condition, endpoint, restarts, 0.1, 1_000_000, 0.1, restarts > 0 ? "exit code 1" : "answers 503");
  }
}
