package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
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
 * Follows every rollout that is judged on evidence: it goes on as what it began (12), and knows how often its content was sent back (14).
 * What its verdicts stand on is held by {@link Grounds}.
 */
final class Verdicts implements Witness {
  /** From here on bursts are measured, which this rule does not do over. */
  private static final Duration LONGEST = Duration.ofSeconds(290);

  private final World world;
  private final Violations violations;
  private final Grounds grounds;
  private final Map<String, Integer> sentBack = new HashMap<>();
  private Optional<RolloutId> watched = Optional.empty();
  private Optional<Recount> recount = Optional.empty();
  private int resets;

  Verdicts(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
    this.grounds = new Grounds(violations);
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
    boolean same = was.candidate().equals(is.candidate()) && was.policy().equals(is.policy()) && was.plan().equals(is.plan())
        && was.attempt() == is.attempt();
    if (!same) {
      violations.broken("12", "rollout " + is.id() + " goes on with another candidate, policy, plan or attempt");
    }
  }

  private void attempt(Rollout begun) {
    int known = sentBack.getOrDefault(content(begun.candidate()), 0);
    if (begun.attempt() != known) {
      violations.broken("14",
          "rollout " + begun.id() + " is attempt " + begun.attempt() + ", and the judge sent its content back " + known + " times");
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
    Optional<Rollout.Watching> begun = is.filter(i -> was.phase() instanceof Phase.Shifting && i.phase() instanceof Phase.Baking)
        .flatMap(Rollout::watching);
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
    boolean unsaid = seen.counts().isPresent() && world.traffic().resets() != resets
        && seen.counts().get().boot().equals(from.cursor().boot());
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
    to.ifPresent(t -> grounds.compare(own, t.watch().evidence(), shifted));
    grounds.check(was, is, draft.events(), own, sentBack.getOrDefault(content(was.candidate()), 0));
  }
}
