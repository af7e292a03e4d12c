package dev.slipway.simulator.scenario;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run to be made.
 *
 * @param seed what it came from; also decides what a person does when one is waited for
 * @param stable the release that runs when it begins
 * @param behaviours of every release
 * @param happenings in order of time
 * @param interruptions of a server at its boundaries
 * @param rhythm how fast things are
 */
public record Scenario(
    long seed,
    Optional<Release> stable,
    Map<ReleaseId, Behaviour> behaviours,
    List<Happening> happenings,
    List<Interruption> interruptions,
    Rhythm rhythm) {

  /**
   * A server is stopped right before or after an effect.
   *
   * @param boundary the how-manieth boundary of the run
   * @param freezeMillis it stands still so long and then goes on; 0 when it dies
   */
  public record Interruption(int boundary, int freezeMillis) {}

  /**
   * How fast things are.
   *
   * @param requestsPerSecond asked of the target
   * @param finishMillis how long the last requests of an instance take that gets no new ones
   * @param stopMillis from SIGTERM until an instance is gone
   * @param callMillis time that an effect takes
   * @param lagMillis added to every wait between turns
   * @param splitPercent how much of its share a candidate really gets, of a hundred: 100 where the router does as it is told
   */
  public record Rhythm(int requestsPerSecond, int finishMillis, int stopMillis, int callMillis, int lagMillis, int splitPercent) {}

  /** The same run in which something more happens. */
  public Scenario also(Happening... more) {
    List<Happening> all = new ArrayList<>(happenings);
    all.addAll(List.of(more));
    all.sort(Comparator.comparingLong(Happening::atMillis));
    return new Scenario(seed, stable, behaviours, all, interruptions, rhythm);
  }

  /** The same run with other interruptions. */
  public Scenario interrupted(List<Interruption> others) {
    return new Scenario(seed, stable, behaviours, happenings, others, rhythm);
  }
}
