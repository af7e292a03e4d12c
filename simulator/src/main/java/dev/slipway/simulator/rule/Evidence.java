package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.scenario.Behaviour;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A step is done only when it was read back (5), watched as long as it should be (20), on data (13), and was good (3). */
final class Evidence implements Witness {
  /** With fewer bad requests to expect in a window, one of them may look good by chance. */
  private static final double ENOUGH_BAD_REQUESTS = 3;
  private static final Part[] NEEDED = {Part.ROUTER, Part.COUNTS, Part.PLATFORM, Part.STORE};

  /** An engine may take so many windows around a gap for watched. */
  private static final int WINDOWS_PER_GAP = 3;

  private final World world;
  private final Violations violations;
  private final BooleanSupplier engineWorks;
  private long bakeBeganMillis;
  private double requestsBefore;
  private boolean blind;
  private long blindMillis;
  private int gaps;

  Evidence(World world, Violations violations, BooleanSupplier engineWorks) {
    this.world = world;
    this.violations = violations;
    this.engineWorks = engineWorks;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    for (Event event : draft.events()) {
      if (event instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing) {
        before.rollout().ifPresent(r -> passed(r, before.stable().isEmpty()));
      }
      if (event instanceof Event.RolloutEnded e && e.outcome() == Event.Outcome.ROLLED_BACK) {
        before.rollout().ifPresent(r -> ended(before, r, draft.input()));
      }
    }
    if (after.rollout().isPresent() && before.rollout().isPresent()) {
      moved(before.rollout().get(), after.rollout().get(), draft.input());
    }
  }

  private void moved(Rollout before, Rollout after, Input input) {
    if (after.phase() instanceof Phase.Baking && before.phase() instanceof Phase.Shifting) {
      bakeBeganMillis = world.time().nowMillis();
      requestsBefore = world.traffic().requests(after.candidate().id());
      blindMillis = 0;
      gaps = 0;
      readBack(before, after.weight(), input, "the split");
    }
    boolean startsOver = before.phase() instanceof Phase.Starting && !(after.phase() instanceof Phase.Starting) && !after.goingBack();
    if (startsOver && ready(before, input) < before.step().candidateInstances()) {
      violations.broken("5", "step " + before.stepIndex() + " went on with fewer ready instances than it needs");
    }
    if (before.phase() instanceof Phase.GoingBack b && b.stage() == Phase.Stage.TRAFFIC
        && after.phase() instanceof Phase.GoingBack a && a.stage() != Phase.Stage.TRAFFIC) {
      readBack(before, 0, input, "the way back");
    }
  }

  private void readBack(Rollout rollout, int weight, Input input, String what) {
    boolean read =
        input instanceof Input.Observed(Observation seen)
            && seen.router().filter(r -> r.table().weightOf(rollout.candidate().id()) == weight).isPresent();
    if (!read) {
      violations.broken("5", what + " counts as done at " + weight + "% and was not read back from the router");
    }
  }

  private static int ready(Rollout rollout, Input input) {
    return input instanceof Input.Observed(Observation seen)
        ? seen.platform().map(p -> p.ready(rollout.candidate().id())).orElse(0)
        : 0;
  }

  private void ended(TargetState before, Rollout rollout, Input input) {
    int left = world.platform().truth().present(rollout.candidate().id());
    boolean whole = input instanceof Input.Observed(Observation seen) && seen.platform().filter(p -> Rules.whole(before, p)).isPresent();
    if (left > 0 || !(whole || rollout.phase() instanceof Phase.GoingBack g && g.stage() == Phase.Stage.HOOKS)) {
      violations.broken("5", "the way back counts as done with " + left + " candidate instances, stable whole: " + whole);
    }
  }

  /** A watched step passed: was it watched? */
  private void passed(Rollout rollout, boolean first) {
    boolean approved = rollout.approval().filter(a -> a.full() || a.step() == rollout.stepIndex()).isPresent();
    long bakeMillis = rollout.step().bake().toMillis();
    if (!(rollout.phase() instanceof Phase.Baking) || approved || bakeMillis == 0) {
      return;
    }
    long lastedMillis = world.time().nowMillis() - bakeBeganMillis;
    if (lastedMillis < bakeMillis) {
      violations.broken("20", "a bake of " + bakeMillis + " ms passed after " + lastedMillis + " ms");
    }
    boolean needsRequests = rollout.policy().triggers().stream().anyMatch(t -> t.measure().needsRequests());
    if (needsRequests) {
      measured(rollout, lastedMillis, bakeMillis, first);
    }
  }

  private void measured(Rollout rollout, long lastedMillis, long bakeMillis, boolean first) {
    double requests = world.traffic().requests(rollout.candidate().id()) - requestsBefore;
    Duration window = rollout.policy().triggers().stream().map(Trigger::window).max(Duration::compareTo).orElseThrow();
    if (lastedMillis - blindMillis + WINDOWS_PER_GAP * (1L + gaps) * window.toMillis() < bakeMillis) {
      violations.broken("13", "a bake of " + bakeMillis + " ms passed, " + blindMillis + " of its " + lastedMillis + " ms unseen");
    }
    // A first release has no traffic to protect: it is promoted on its health.
    boolean mayPassUnseen = first || rollout.policy().onNoData() == Otherwise.PROMOTE;
    if (requests == 0 && !mayPassUnseen) {
      violations.broken("13", "a step passed in which the candidate got no request");
    }
    for (Trigger trigger : rollout.policy().triggers()) {
      boolean lastsLongEnough = trigger.sustained().plus(window.multipliedBy(4)).toMillis() <= bakeMillis;
      if (lastsLongEnough && blindMillis == 0 && surelyFails(rollout, trigger)) {
        violations.broken("3", "a step passed though " + trigger + " was broken all the time");
      }
    }
  }

  private boolean surelyFails(Rollout rollout, Trigger trigger) {
    Behaviour behaviour = world.behaviour(rollout.candidate().id());
    double percentPerWindow = world.rhythm().requestsPerSecond() * rollout.weight() / 1e4 * trigger.window().toMillis() / 1e3;
    int bad = trigger.measure() == Measure.ERROR_RATE ? behaviour.errorPercent() : behaviour.slowPercent();
    boolean enough = percentPerWindow * bad >= ENOUGH_BAD_REQUESTS;
    return switch (trigger.measure()) {
      case ERROR_RATE -> enough && bad / 100.0 > 1.5 * trigger.limit();
      case P95 -> enough && bad >= 10 && trigger.limit() < 0.9 * Behaviour.SLOW_MILLIS;
      case P50, P90, P99, FAILING_HEALTH, CPU, MEMORY -> false;
    };
  }

  /** Nothing is measured while a part cannot be read, and while no server works. */
  @Override
  public void elapsed(long millis) {
    boolean blindNow = !engineWorks.getAsBoolean();
    for (Part part : NEEDED) {
      blindNow |= world.out(part);
    }
    gaps += blindNow && !blind ? 1 : 0;
    blind = blindNow;
    blindMillis += blindNow ? millis : 0;
  }
}
