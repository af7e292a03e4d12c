package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.rollout.Policy;
import java.util.stream.Stream;

/** The door to rehearsals: one seed, one course; or a recording, and what would have come of it. */
public final class Rehearsal {
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private Rehearsal() {}

  /** One rollout under made-up traffic. The same seed gives the same course. */
  public static Course course(Cast cast, Odds odds, long seed, int run) {
    return Play.quickly(cast, new SyntheticUsers(odds, cast.policy().judge(), seed * SPREAD + run));
  }

  /** Whether anything in a policy looks at latency. */
  public static boolean latencyMatters(Policy policy) {
    boolean judged = policy.judge().method() == JudgePolicy.Method.EVIDENCE && policy.judge().latency().judged();
    Stream<Measure> fixed =
        Stream.concat(policy.triggers().stream().map(t -> t.measure()), policy.judge().gates().stream().map(g -> g.measure()));
    return judged || policy.judge().method() == JudgePolicy.Method.KAYENTA || fixed.anyMatch(Measure::isLatency);
  }

  /** What would have happened had the policy been shown a recording. */
  public static Course replay(Cast cast, Recording recording) {
    return Replay.of(cast, recording);
  }
}
