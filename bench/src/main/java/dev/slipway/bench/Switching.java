package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves one target from release to release by each strategy in turn, and back, during and after promotion. */
final class Switching {
  private static final String BAKE = "500ms";

  private final Target target;
  private final ServiceFile file;
  private final List<String> versions;
  private String stable;
  private int switches;
  private int rollbacks;
  private int unexpected;
  private int restarts;
  private int restartsWanted;
  private Optional<RouterRestart> restart = Optional.empty();

  Switching(Target target, ServiceFile file, List<String> versions) {
    this.target = target;
    this.file = file;
    this.versions = versions;
    this.stable = versions.getFirst();
  }

  int switches() {
    return switches;
  }

  int rollbacks() {
    return rollbacks;
  }

  /** Rollouts that ended otherwise than they should have. */
  int unexpected() {
    return unexpected;
  }

  int restarts() {
    return restarts;
  }

  /** Restarts the router so often, each time while a candidate has a part of the traffic. */
  void restarting(int wanted, RouterRestart how) {
    restartsWanted = wanted;
    restart = Optional.of(how);
  }

  void first() {
    target.promoted(file.strategy(Strategies.blueGreen(BAKE)), stable);
  }

  void play(int switchesWanted, int rollbacksWanted, Consumer<String> tell) {
    List<String> strategies = Strategies.all(BAKE);
    for (int i = 0; switches < switchesWanted; i++) {
      int due = rollbacksWanted * (switches + 1) / switchesWanted;
      if (restart.isPresent() && restarts < restartsWanted * (switches + 1) / switchesWanted) {
        restartDuring(restart.get(), tell);
      } else {
        switchOver(strategies.get(i % strategies.size()), tell);
      }
      while (rollbacks < due && i < switchesWanted * 4) {
        if (rollbacks % 2 == 0) {
          backDuring(tell);
        } else {
          backAfter(tell);
        }
      }
    }
  }

  private void switchOver(String strategy, Consumer<String> tell) {
    String version = next();
    JsonNode last = target.deployed(file.strategy(strategy), version);
    switches++;
    String what = "switch " + switches + " " + Strategies.nameOf(strategy) + " " + stable + " → " + version;
    expect(last, "promoted", version, what, tell);
  }

  /** The weights must be after it what they were before, or the rollout would hold. */
  private void restartDuring(RouterRestart how, Consumer<String> tell) {
    String version = next();
    JsonNode answer = target.deploy(file.strategy(Strategies.canary("30%, 100%", "1s")), version);
    target.awaitBaking(30);
    how.now();
    restarts++;
    switches++;
    String what = "switch " + switches + " with restart " + restarts + " of the router at 30 %";
    expect(target.awaitEnd(answer.path("rollout").asLong()), "promoted", version, what, tell);
  }

  /** Goes back while the candidate has a part of the traffic. */
  private void backDuring(Consumer<String> tell) {
    String before = stable;
    JsonNode answer = target.deploy(file.strategy(Strategies.canary("30%, 100%", "60s")), next());
    target.awaitBaking(30);
    target.command("rollback");
    rollbacks++;
    expect(target.awaitEnd(answer.path("rollout").asLong()), "rolled-back", before, "rollback " + rollbacks + " at 30 %", tell);
  }

  /** Goes back after the promotion, while the release before is warm. */
  private void backAfter(Consumer<String> tell) {
    String before = stable;
    String version = next();
    switches++;
    expect(target.deployed(file.strategy(Strategies.blueGreen(BAKE)), version), "promoted", version, "switch " + switches
        + " blue-green, to go back from", tell);
    JsonNode answer = target.command("rollback");
    rollbacks++;
    expect(target.awaitEnd(answer.path("rollout").asLong()), "promoted", before, "rollback " + rollbacks + " after promotion", tell);
  }

  private String next() {
    return versions.get((versions.indexOf(stable) + 1) % versions.size());
  }

  private void expect(JsonNode last, String outcome, String version, String what, Consumer<String> tell) {
    String is = target.stableVersion();
    boolean good = last.path("outcome").asText().equals(outcome) && is.equals(version);
    if (!good) {
      unexpected++;
    }
    tell.accept(what + (good ? "" : "  UNEXPECTED: " + last));
    if (!versions.contains(is)) {
      throw new RigException("stable is " + is + ", which nobody deployed: " + target.status().toPrettyString());
    }
    stable = is;
  }
}
