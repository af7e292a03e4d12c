package dev.slipway.cli.rehearse;

import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Course;
import dev.slipway.simulator.rehearsal.Odds;
import dev.slipway.simulator.rehearsal.Rehearsal;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Plays many courses on all cores; each has a seed of its own, so that their order does not matter. Says how far it is on a terminal. */
public final class Runs {
  private static final long SAY_EVERY_NANOS = 200_000_000;

  private final int runs;
  private final long seed;
  private final PrintStream progress;
  private final boolean live;
  private final AtomicInteger done = new AtomicInteger();
  private long saidNanos = System.nanoTime();

  /**
   * A player.
   *
   * @param runs of each scenario
   * @param progress where the progress line goes
   * @param live whether a person watches
   */
  public Runs(int runs, long seed, PrintStream progress, boolean live) {
    this.runs = runs;
    this.seed = seed;
    this.progress = progress;
    this.live = live;
  }

  /** All courses of a scenario. */
  public List<Course> play(String what, Cast cast, Odds odds) {
    done.set(0);
    List<Course> courses = IntStream.range(0, runs).parallel().mapToObj(i -> one(what, cast, odds, i)).toList();
    if (live) {
      progress.print("\r\u001b[K");
      progress.flush();
    }
    return courses;
  }

  private Course one(String what, Cast cast, Odds odds, int run) {
    Course course = Rehearsal.course(cast, odds, seed, run);
    say(what, done.incrementAndGet());
    return course;
  }

  private synchronized void say(String what, int number) {
    if (live && System.nanoTime() - saidNanos > SAY_EVERY_NANOS) {
      saidNanos = System.nanoTime();
      progress.print("\r\u001b[K" + what + ": " + number + " of " + runs + " rollouts");
      progress.flush();
    }
  }
}
