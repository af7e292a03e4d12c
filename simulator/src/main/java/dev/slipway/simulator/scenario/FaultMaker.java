package dev.slipway.simulator.scenario;

import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.scenario.Scenario.Interruption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Adds what goes wrong to a scenario: nothing, one thing or several. */
final class FaultMaker {
  private static final int FREEZE_MILLIS = 60_000;
  private static final int SLOWEST_BAKE_MILLIS = 4_000;
  private static final int LONG_MILLIS = 20_000;
  private static final long CONNECTIONS = 0x434F_4E4EL;

  private final Dice dice;
  private final List<Happening> happenings;

  FaultMaker(Dice dice, List<Happening> happenings) {
    this.dice = dice;
    this.happenings = happenings;
  }

  void make(long untilMillis) {
    int faults = dice.pick(0, 0, 1, 1, 2, 3);
    for (int i = 0; i < faults; i++) {
      Happening fault = fault(dice.between(0, (int) untilMillis));
      happenings.add(fault);
      if (fault instanceof Happening.WallJump && dice.percent(60)) {
        happenings.add(new Happening.ServerDeath(fault.atMillis() + dice.between(0, 1_000), 100));
      }
    }
  }

  private Happening fault(long atMillis) {
    return switch (dice.between(0, 17)) {
      case 0 -> new Happening.Death(atMillis, true, dice.between(1, 6));
      case 1 -> new Happening.Death(atMillis, false, dice.between(1, 6));
      case 2 -> new Happening.TaskCut(atMillis);
      case 3 -> new Happening.RouterRestart(atMillis);
      case 4 -> new Happening.WallJump(atMillis, dice.pick(-3_600_000, 3_600_000));
      case 5 -> new Happening.Emergency(atMillis);
      case 6 -> new Happening.ServerDeath(atMillis, dice.pick(100, 3_000));
      case 7, 8 -> new Happening.RouterChanged(atMillis);
      case 9, 10 -> new Happening.SourceFault(atMillis, dice.pick(Happening.Lie.values()), dice.pick(300, 2_000, 20_000));
      default -> new Happening.Outage(atMillis, dice.pick(Part.values()), dice.pick(150, 900, 3_000, 12_000));
    };
  }

  /** What the source of the user's own measurement does instead of telling what is. */
  void lie(int askedUntilMillis) {
    if (dice.percent(30)) {
      happenings.add(new Happening.SourceFault(dice.between(0, askedUntilMillis), Happening.Lie.HALF_STANDS_STILL, LONG_MILLIS));
      return;
    }
    int lies = dice.pick(0, 1, 2, 3);
    for (int i = 0; i < lies; i++) {
      happenings.add(new Happening.SourceFault(dice.between(0, askedUntilMillis + SLOWEST_BAKE_MILLIS), dice.pick(Happening.Lie.values()),
          dice.pick(300, 1_000, 20_000)));
    }
  }

  /**
   * With dice of its own, so that all else of a seed stays what it was. Not where watches jump: whoever takes over knows by its watch alone
   * how late it is, and where that jumped, it calls up to three intervals of a bake watched that nobody watched (docs/reliability.md).
   */
  static void losesConnections(long seed, List<Happening> happenings, int untilMillis) {
    Dice own = new Dice(seed ^ CONNECTIONS);
    if (own.percent(15) && happenings.stream().noneMatch(h -> h instanceof Happening.WallJump)) {
      happenings.add(new Happening.ConnectionsLost(own.between(0, untilMillis + SLOWEST_BAKE_MILLIS), own.pick(0, 900, 4_000, 15_000)));
    }
  }

  static List<Interruption> interruptions(Dice dice) {
    List<Interruption> all = new ArrayList<>();
    if (dice.percent(35)) {
      int many = dice.pick(1, 1, 2);
      for (int i = 0; i < many; i++) {
        all.add(new Interruption(dice.between(1, dice.pick(20, 100)), dice.percent(25) ? FREEZE_MILLIS : 0));
      }
    }
    all.sort(Comparator.comparingInt(Interruption::boundary));
    return all;
  }
}
