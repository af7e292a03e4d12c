package dev.slipway.simulator.scenario;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a scenario from a seed. */
public final class Scenarios {
  /** After this long a server knows how bursty stable is. */
  private static final long KNOWN_AFTER_MILLIS = 400_000;

  private final long seed;
  private final Map<ReleaseId, Behaviour> behaviours = new HashMap<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final Dice dice;
  private final boolean byEvidence;
  private final Policies policies;
  private final Guards guards;
  private final Release older;

  private Scenarios(long seed) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.byEvidence = dice.percent(40);
    this.policies = new Policies(dice, byEvidence);
    this.guards = new Guards(seed);
    this.older = release("0", Behaviour.GOOD);
  }

  /** What a seed stands for. */
  public static Scenario of(long seed) {
    return new Scenarios(seed).make();
  }

  private Scenario make() {
    Optional<Release> stable = dice.percent(80) ? Optional.of(release("1", stable())) : Optional.empty();
    long atMillis = dice.between(0, 300) + (byEvidence && dice.percent(15) ? KNOWN_AFTER_MILLIS : 0);
    int deploys = dice.pick(1, 1, 2, 2, 3);
    for (int i = 0; i < deploys; i++) {
      deploy(i + 2, atMillis);
      commands(atMillis);
      atMillis += dice.pick(400, 2_500, 6_000);
    }
    if (byEvidence) {
      disturbed(atMillis);
    }
    if (policies.asksSource()) {
      new FaultMaker(dice, happenings).lie((int) atMillis);
    }
    new FaultMaker(dice, happenings).make(atMillis);
    FaultMaker.losesConnections(seed, happenings, (int) atMillis);
    happenings.sort(Comparator.comparingLong(Happening::atMillis));
    Scenario.Rhythm rhythm =
        new Scenario.Rhythm(byEvidence ? dice.pick(20, 200, 1_000, 1_000, 1_000) : dice.pick(0, 20, 200, 1_000, 1_000),
            dice.pick(0, 50, 400), dice.pick(30, 200), dice.pick(0, 0, 5, 20), dice.pick(0, 30, 100), byEvidence && dice.percent(10)
            ? dice.pick(30, 190) : 100);
    return new Scenario(seed, stable, behaviours, List.copyOf(happenings), FaultMaker.interruptions(dice), rhythm);
  }

  private Release release(String version, Behaviour behaviour) {
    Release release = Releases.release(version, dice.between(1, 6), dice.pick(1_500, 3_000));
    behaviours.put(release.id(), behaviour);
    return release;
  }

  private Behaviour stable() {
    return byEvidence ? Behaviour.GOOD.erring(dice.pick(0, 1, 5, 20)) : Behaviour.GOOD;
  }

  private Behaviour behaviour() {
    return byEvidence && dice.percent(60) ? stable().erring(dice.pick(0, 1, 5, 20, 30, 60, 300)) : mostly();
  }

  private Behaviour mostly() {
    return switch (dice.between(0, 15)) {
      case 0 -> Behaviour.NEVER_READY;
      case 1 -> Behaviour.GOOD.crashing(dice.pick(50, 400, 2_000));
      case 2, 3, 4 -> Behaviour.GOOD.failing(dice.pick(5, 20, 100));
      case 5 -> Behaviour.GOOD.slow(dice.pick(20, 100));
      case 6 -> Behaviour.GOOD.flapping(dice.pick(100, 700));
      case 7 -> Behaviour.GOOD.failingChecks();
      case 8 -> Behaviour.GOOD.starting(dice.pick(700, 1_400, 2_900));
      default -> Behaviour.GOOD;
    };
  }

  private void deploy(int number, long atMillis) {
    Release release = release(String.valueOf(number), behaviour());
    Command.WhenBusy busy = dice.pick(Command.WhenBusy.values());
    Command deploy = new Command.Deploy("anna", release, policies.any(), Releases.SETTINGS, busy, dice.percent(10), "",
        Optional.empty(), Optional.empty(), guards.next(), Optional.empty());
    happenings.add(new Happening.Ask(atMillis, deploy));
    if (byEvidence && dice.percent(40)) {
      again(atMillis, deploy);
    }
    if (dice.percent(10)) {
      happenings.add(new Happening.Ask(atMillis + dice.between(0, 4_000), deploy));
    }
  }

  /** What was sent back is tried once more, and once more. */
  private void again(long atMillis, Command deploy) {
    long next = atMillis;
    for (int i = 0; i < 3; i++) {
      next += dice.pick(2_000, 4_000, 9_000);
      happenings.add(new Happening.Ask(next, deploy));
    }
  }

  private void disturbed(long untilMillis) {
    if (dice.percent(25)) {
      happenings.add(new Happening.SharedFault(dice.between(0, (int) untilMillis), dice.pick(50, 500), dice.pick(500, 3_000)));
    }
    if (dice.percent(10)) {
      happenings.add(new Happening.CountersLie(dice.between(0, (int) untilMillis), dice.percent(50)));
    }
    if (dice.percent(25)) {
      happenings.add(new Happening.Outage(dice.between(0, (int) untilMillis), Happening.Part.COUNTS, dice.pick(600, 3_000, 8_000)));
    }
  }

  private void commands(long fromMillis) {
    int commands = dice.pick(0, 0, 0, 1, 1, 2, 3);
    for (int i = 0; i < commands; i++) {
      long atMillis = fromMillis + dice.between(0, dice.pick(500, 2_000, 6_000));
      happenings.add(new Happening.Ask(atMillis, command()));
    }
  }

  private Command command() {
    return switch (dice.between(0, 8)) {
      case 0, 1 -> new Command.Abort("anna", "no");
      case 2 -> new Command.Pause("anna", "wait");
      case 3 -> new Command.Resume("anna");
      case 4 -> new Command.Promote("anna", false);
      case 5 -> new Command.Promote("anna", true);
      case 6 -> new Command.Rollback("anna", "back", Optional.of(older));
      case 7 -> new Command.Remove("anna", "gone");
      default -> new Command.Rollback("anna", "back", Optional.empty());
    };
  }
}
