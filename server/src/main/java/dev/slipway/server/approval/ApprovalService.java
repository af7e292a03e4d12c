package dev.slipway.server.approval;

import dev.slipway.core.access.Role;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.Engine;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.access.Caller;
import dev.slipway.server.access.Forbidden;
import dev.slipway.server.deploy.OverrideWord;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.ApprovalView;
import dev.slipway.server.view.ClearanceView;
import dev.slipway.server.view.FreezeView;
import dev.slipway.server.view.GateView;
import dev.slipway.server.view.ProvenanceView;
import dev.slipway.server.view.ReleaseChanges;
import dev.slipway.server.view.ReleaseView;
import dev.slipway.server.view.StepView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what waits for approval, and takes approvals, denials and overrides of those who may give them. */
public final class ApprovalService {
  private final Engine engine;
  private final StatusReader status;
  private final Past past;
  private final InstantSource wall;

  public ApprovalService(Engine engine, StatusReader status, Past past, InstantSource wall) {
    this.engine = engine;
    this.status = status;
    this.past = past;
    this.wall = wall;
  }

  /** Everything that an approval would be of. */
  public ApprovalView view(TargetId target) {
    TargetState state = status.state(status.known(target));
    Rollout rollout = state.rollout().filter(Rollout::awaiting).orElseThrow(
        () -> new Refused(Refused.Kind.CONFLICT, "SLW-2060", "no rollout waits for approval in " + target + ". Nothing changed",
            "See what runs there: slipway status " + target.environment()));
    Optional<PastRollout> begun = past.rollouts(target, 1).stream().filter(r -> r.id().equals(rollout.id())).findFirst();
    return new ApprovalView(
        target.toString(), rollout.id().number(), ReleaseView.of(rollout.candidate()), state.stable().map(ReleaseView::of), rollout.by(),
        ClearanceView.of(rollout).orElseThrow(), FreezeView.of(state, wall.instant()),
        begun.flatMap(PastRollout::provenance).map(ProvenanceView::of), GateView.of(begun.map(PastRollout::gates).orElse(List.of())),
        StepView.of(rollout.plan(), -1), ReleaseChanges.of(state.stable(), rollout.candidate()));
  }

  /** Approves, or overrides where a reason for that is given. */
  public Answers.Commanded approve(TargetId target, ApproveRequest request, Caller caller) {
    status.known(target);
    RolloutId rollout = new RolloutId(request.rollout());
    Digest bound = bound(request.digest());
    if (request.override().isPresent()) {
      String reason = OverrideWord.of(request.override().get(), caller, target);
      return submit(target, new Command.Override(caller.name(), rollout, bound, reason), "overridden by " + caller.name());
    }
    if (!caller.proven()) {
      throw new Refused(Refused.Kind.FORBIDDEN, "SLW-2076", "this credential does not prove who approves: the server's own token is "
          + "nobody's. "
          + "Nothing changed; the rollout waits", "Use a token of your own (slipway token create), or sign in");
    }
    mayApprove(caller, target);
    List<String> groups = caller.groups().stream().sorted().toList();
    Command approve = new Command.Approve(caller.name(), rollout, bound, groups, Line.of(request.reason()));
    return submit(target, approve, "approved by " + caller.name());
  }

  /** Denies. To stop what has not begun hurts nobody, so no group and no proof is asked for. */
  public Answers.Commanded deny(TargetId target, DenyRequest request, Caller caller) {
    status.known(target);
    mayApprove(caller, target);
    Command deny = new Command.Deny(caller.name(), new RolloutId(request.rollout()), Line.of(request.reason()));
    return submit(target, deny, "denied by " + caller.name() + "; nothing was started");
  }

  /** When nothing begins: by what is in force there, and by what a file says. */
  public FreezeView freeze(TargetId target, List<FreezeWindow> written) {
    TargetState state = status.state(target);
    List<FreezeWindow> all = new ArrayList<>(state.guard().map(g -> g.freeze()).orElse(List.of()));
    written.stream().filter(w -> !all.contains(w)).forEach(all::add);
    return FreezeView.of(all, wall.instant());
  }

  private static void mayApprove(Caller caller, TargetId target) {
    if (!caller.may(Role.APPROVER, target)) {
      throw Forbidden.role(caller, Role.APPROVER, target.service(), target.environment());
    }
  }

  private static Digest bound(String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the digest of what is approved has 64 hexadecimal digits, and this has not. "
          + "Nothing changed",
          "GET the approval of the target; its clearance says it");
    }
  }

  private Answers.Commanded submit(TargetId target, Command command, String done) {
    long sequence = past.sequence(target);
    Decision decision = engine.submit(target, command);
    decision.refusal().ifPresent(r -> {
      throw new Refused(Refused.Kind.CONFLICT, r.code(), r.message(), "");
    });
    Optional<Rollout> waiting = decision.state().rollout().filter(Rollout::awaiting);
    List<String> missing = waiting.flatMap(ClearanceView::of).map(ClearanceView::missing).orElse(List.of());
    String then = missing.isEmpty() ? "" : "; missing are " + String.join(" and ", missing);
    String begins = waiting.isPresent() && missing.isEmpty() ? "; it begins by itself" : "";
    Optional<Long> number = decision.state().rollout().map(r -> r.id().number());
    return new Answers.Commanded(
        target.toString(), number, false, Optional.empty(), target + ": the rollout is " + done + then + begins, sequence);
  }
}
