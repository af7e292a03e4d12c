package dev.slipway.bench.soak;

import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import java.util.List;

/** What becomes of one deploy of a soak, and how often it is dealt in a hundred. */
enum Outcome {
  /** A good release, by any strategy. */
  PROMOTED(44, ""),
  /** The judge finds its errors. */
  FAILING(15, "1.3.0-failing"),
  /** Its response times send it back. */
  SLOW(10, "1.3.1-slow"),
  /** Its startup deadline sends it back. */
  NEVER_READY(5, "1.3.2-never-ready"),
  /** A good one, aborted by a person at half of the traffic. */
  ABORTED(13, ""),
  /** A good one, promoted, and then sent back by a person. */
  ROLLED_BACK(13, "");

  private final int percent;
  private final String version;

  Outcome(int percent, String version) {
    this.percent = percent;
    this.version = version;
  }

  /** The one for a number from 0 to 99. */
  static Outcome dealt(int number) {
    int sum = 0;
    for (Outcome each : values()) {
      sum += each.percent;
      if (number < sum) {
        return each;
      }
    }
    throw new IllegalArgumentException(number + " is not below " + sum);
  }

  /** What is deployed: its own bad version, or a good one. */
  String version(String good) {
    return version.isEmpty() ? good : version;
  }

  /** How Slipway says it ended: the way back after a promotion is a rollout of its own. */
  String ended() {
    return this == PROMOTED || this == ROLLED_BACK ? "promoted" : "rolled-back";
  }

  /** Its slipway.yaml; {@code number} chooses among the strategies. */
  ServiceFile file(ServiceFile shop, int number) {
    List<String> strategies = Strategies.all("1s");
    return switch (this) {
      case PROMOTED -> shop.strategy(strategies.get(Math.floorMod(number, strategies.size())));
      case FAILING -> shop.strategy(Strategies.canary("50%, 100%", "20s")).with("judge", "evidence");
      case SLOW -> shop.strategy(Strategies.canary("50%, 100%", "15s")).rollbackWhen("p95 > 300ms for 1s");
      case NEVER_READY -> shop.strategy(Strategies.blueGreen("0s")).with("progress-deadline", "8s")
          .with("health", "{ ready: /ready, startup-deadline: 6s }");
      case ABORTED -> shop.strategy(Strategies.canary("50%, 100%", "60s"));
      case ROLLED_BACK -> shop.strategy(Strategies.blueGreen("1s"));
    };
  }
}
