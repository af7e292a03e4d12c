package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.Evidence;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every verdict follows from the journaled inputs alone (21), for what is being rolled out and nothing else (12), fails only at the
 * threshold that its attempt has left (14) and then at once (10), and passes only on evidence for this very step (3, 13).
 */
final class Verdicts implements Witness {
  private static final double TOLERANCE = 1e-6;
  private static final double LN_NOTHING = 0;
  private static final double ERRORS = 0.5;
  private static final double LATENCY = 0.4;
  /** From here on bursts are measured, which this rule does not do over. */
  private static final Duration LONGEST = Duration.ofSeconds(290);

  private final World world;
  private final Violations violations;
  private final Map<String, Integer> sentBack = new HashMap<>();
  private Optional<RolloutId> watched = Optional.empty();
  private Optional<Recount> recount = Optional.empty();
  private int resets;

  Verdicts(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    Optional<Rollout> was = before.rollout();
    Optional<Rollout> is = after.rollout().filter(r -> was.filter(w -> w.id().equals(r.id())).isPresent());
    was.ifPresent(w -> is.ifPresent(i -> bound(w, i)));
    after.rollout().filter(r -> was.isEmpty()).ifPresent(this::attempt);
    if (was.isPresent() && draft.input() instanceof Input.Observed(Observation seen)) {
      looked(before, was.get(), is, seen, draft);
    }
    for (Event event : draft.events()) {
      if (event instanceof Event.RolloutEnded e && e.outcome() == Event.Outcome.ROLLED_BACK && was.isPresent()
          && was.get().phase() instanceof Phase.GoingBack b && b.cause() instanceof Cause.Judged) {
        sentBack.merge(content(was.get().candidate()), 1, Integer::sum);
      }
      if (event instanceof Event.TargetRemoved) {
        sentBack.clear();
      }
    }
  }

  private static String content(Release release) {
    return release.artifact().hex() + release.configuration().hex();
  }

  private void bound(Rollout was, Rollout is) {
    boolean same = was.candidate().equals(is.candidate()) && was.policy().equals(is.policy()) && was.plan().equals(is.plan()) && was.attempt() == is.attempt();
    if (!same) {
      violations.broken("12", "rollout " + is.id() + " goes on with another candidate, policy, plan or attempt");
    }
  }

  private void attempt(Rollout begun) {
    int known = sentBack.getOrDefault(content(begun.candidate()), 0);
    if (begun.attempt() != known) {
      violations.broken("14", "rollout " + begun.id() + " is attempt " + begun.attempt() + ", and the judge sent its content back " + known + " times");
    }
  }

  private void looked(TargetState before, Rollout was, Optional<Rollout> is, Observation seen, JournalRecord.Draft draft) {
    JudgePolicy policy = was.policy().judge();
    boolean judged = policy.method() == JudgePolicy.Method.EVIDENCE && before.stable().isPresent() && was.kind() == Rollout.Kind.DEPLOY;
    if (!judged || was.goingBack()) {
      return;
    }
    if (was.watching().isPresent() && recount.isPresent() && watched.equals(Optional.of(was.id()))) {
      batch(was, is, seen, draft, recount.get());
    }
    Optional<Rollout.Watching> begun = is.filter(i -> was.phase() instanceof Phase.Shifting && i.phase() instanceof Phase.Baking).flatMap(Rollout::watching);
    if (begun.isPresent()) {
      begin(before, was, begun.get());
    }
  }

  private void begin(TargetState before, Rollout was, Rollout.Watching begun) {
    resets = world.traffic().resets();
    if (was.watching().isPresent() && recount.isPresent() && watched.equals(Optional.of(was.id()))) {
      recount.get().nextStep(begun.cursor());
      return;
    }
    watched = Optional.of(was.id());
    Recount first = new Recount(was, before.stable().map(Release::id), begun.watch().evidence().before(), begun.cursor());
    var unused = begun.watch().evidence().latency().map(l -> first.edges(l.edges()));
    recount = was.watching().isEmpty() ? Optional.of(first) : Optional.empty();
  }

  private void batch(Rollout was, Optional<Rollout> is, Observation seen, JournalRecord.Draft draft, Recount own) {
    Rollout.Watching from = was.watching().orElseThrow();
    Optional<Rollout.Watching> to = is.flatMap(Rollout::watching);
    boolean spoken = draft.events().stream().anyMatch(e -> e instanceof Event.Judged j && !j.verdict().findings().isEmpty());
    boolean made = !from.at().isAfter(seen.at()) && seen.platform().isPresent() && (spoken || to.filter(t -> !t.equals(from)).isPresent());
    if (!made) {
      return;
    }
    boolean unsaid = seen.counts().isPresent() && world.traffic().resets() != resets && seen.counts().get().boot().equals(from.cursor().boot());
    Duration since = Duration.between(from.at(), seen.at());
    if (unsaid || from.watch().evidence().burn().minutes().size() > 5 || since.compareTo(LONGEST) > 0) {
      recount = Optional.empty();
      return;
    }
    if (seen.counts().isPresent()) {
      resets = world.traffic().resets();
    }
    boolean fixed = to.flatMap(t -> t.watch().evidence().latency()).map(l -> own.edges(l.edges())).orElse(true);
    if (!fixed) {
      violations.broken("21", "the latencies that are looked at changed under way");
    }
    own.batch(seen.counts(), was, since, seen.platform().get());
    boolean shifted = is.filter(i -> was.phase() instanceof Phase.Shifting && i.phase() instanceof Phase.Baking).isPresent();
    to.ifPresent(t -> compare(own, t.watch().evidence(), shifted));
    verdict(was, is, draft, own);
  }

  private void compare(Recount own, Evidence engines, boolean shifted) {
    same("errors", own.lnFailing(), engines.errors().lnFailing());
    same("split", shifted ? LN_NOTHING : own.lnOff(), engines.split().lnOff());
    same("passing", shifted ? LN_NOTHING : own.lnPassing(), engines.errors().lnPassing());
    engines.latency().ifPresent(l -> same("latency", own.lnSlower(), l.lnFailing()));
  }

  private void same(String what, double own, double engines) {
    if (Math.abs(own - engines) > TOLERANCE * (1 + Math.abs(own))) {
      violations.broken("21", "evidence of " + what + " is " + engines + ", and from the journaled inputs " + own);
    }
  }

  private void verdict(Rollout was, Optional<Rollout> is, JournalRecord.Draft draft, Recount own) {
    JudgePolicy policy = was.policy().judge();
    double whole = policy.latency().judged() ? ERRORS + LATENCY : ERRORS;
    double alpha = policy.alpha() / Math.pow(2, sentBack.getOrDefault(content(was.candidate()), 0)) / whole;
    double errorsNeeded = -Math.log(alpha * ERRORS);
    double latencyNeeded = -Math.log(alpha * LATENCY);
    boolean fails = own.lnFailing() > errorsNeeded + TOLERANCE || policy.latency().judged() && own.lnSlower() > latencyNeeded + TOLERANCE;
    if (fails && is.filter(Rollout::goingBack).isEmpty()) {
      violations.broken("10", "the evidence suffices against rollout " + was.id() + ", and it goes on");
    }
    for (Event event : draft.events()) {
      if (event instanceof Event.WentBack w && w.cause() instanceof Cause.Judged j) {
        failed(j.reason(), own, errorsNeeded, latencyNeeded);
      }
      if (event instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing p) {
        passed(was, p, own);
      }
    }
  }

  private void failed(String reason, Recount own, double errorsNeeded, double latencyNeeded) {
    if (reason.endsWith(": rollback")) {
      return; // The user's policy says so of what is neither passing nor failing.
    }
    boolean early =
        reason.startsWith("error-rate: ") && own.lnFailing() < errorsNeeded - TOLERANCE
            || reason.startsWith("latency > ") && reason.contains(": the candidate") && own.lnSlower() < latencyNeeded - TOLERANCE;
    if (early) {
      violations.broken("14", "sent back before its threshold: " + reason);
    }
    if ((reason.startsWith("harm cap") || reason.startsWith("burn rate")) && !own.worseAtAll()) {
      violations.broken("14", "sent back although stable was no better: " + reason);
    }
  }

  private void passed(Rollout was, Verdict.Passing verdict, Recount own) {
    boolean approved = was.approval().filter(a -> a.full() || a.step() == was.stepIndex()).isPresent();
    boolean meant = verdict.reason().endsWith("on-inconclusive: promote") || verdict.reason().endsWith("on-no-data: promote");
    boolean allowed = verdict.reason().endsWith("promote") && meant && allows(was, verdict.reason());
    if (approved || allowed || !(was.phase() instanceof Phase.Baking) || was.step().bake().isZero()) {
      return;
    }
    JudgePolicy policy = was.policy().judge();
    if (own.stepRequests() < Math.max(1, policy.leastRequests())) {
      violations.broken("13", "a step passed on " + own.stepRequests() + " requests of the candidate's");
    }
    if (own.lnPassing() < -Math.log(policy.beta()) - TOLERANCE) {
      violations.broken("3", "a step passed without the evidence for it: " + own.lnPassing());
    }
    if (own.lnOff() > -Math.log(policy.alpha()) + TOLERANCE) {
      violations.broken("3", "a step passed although the split was another");
    }
  }

  private static boolean allows(Rollout was, String reason) {
    return reason.endsWith("on-no-data: promote")
        ? was.policy().onNoData() == Otherwise.PROMOTE
        : was.policy().judge().onInconclusive() == Otherwise.PROMOTE;
  }
}
