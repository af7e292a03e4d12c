package dev.slipway.server.deploy;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.text.NearestName;
import dev.slipway.engine.Engine;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.view.Answers;
import java.util.List;
import java.util.Optional;

/** Every command but deploy. */
public final class CommandService {
  private static final String NO_REASON = Command.NO_REASON;

  private final Engine engine;
  private final StatusReader status;
  private final Past past;
  private final Places places;

  public CommandService(Engine engine, StatusReader status, Past past, Places places) {
    this.engine = engine;
    this.status = status;
    this.past = past;
    this.places = places;
  }

  public Answers.Commanded pause(TargetId target, String by, Optional<String> reason) {
    return submit(target, new Command.Pause(by, reason.orElse(NO_REASON)), "paused; it stays watched and goes on with: slipway resume " + target.environment());
  }

  public Answers.Commanded resume(TargetId target, String by) {
    return submit(target, new Command.Resume(by), "resumed");
  }

  public Answers.Commanded promote(TargetId target, String by, boolean full, Optional<String> reason) {
    Command promote = new Command.Promote(by, full, reason.filter(r -> !r.isBlank()));
    return submit(target, promote, full ? "all steps may pass" : "this step may pass");
  }

  public Answers.Commanded abort(TargetId target, String by, Optional<String> reason) {
    boolean waits = status.state(status.known(target)).rollout().filter(Rollout::awaiting).isPresent();
    String done = waits ? "aborted; nothing was started" : "aborted; traffic returns to stable";
    return submit(target, new Command.Abort(by, reason.orElse(NO_REASON)), done);
  }

  public Answers.Commanded remove(TargetId target, String by, Optional<String> reason) {
    return submit(target, new Command.Remove(by, reason.orElse(NO_REASON)), "taken down; its address closes and its instances stop");
  }

  /** Drops the queued deploy, whichever it is. */
  public Answers.Commanded unqueue(TargetId target, String by) {
    Optional<Command.Deploy> queued = status.state(status.known(target)).queued();
    if (queued.isEmpty()) {
      return new Answers.Commanded(
          target.toString(), Optional.empty(), true, Optional.of("SLW-2008"), "no deploy is queued in " + target + ". Nothing to do", past.sequence(target));
    }
    return submit(target, new Command.Unqueue(by, queued.get().release().id()), queued.get().release().version() + " was dropped from the queue");
  }

  /** Goes back, to a named release when {@code to} is there. */
  public Answers.Commanded rollback(TargetId target, String by, Optional<String> reason, Optional<String> to) {
    status.known(target);
    Optional<Release> release = to.map(name -> find(target, name));
    return submit(
        target,
        new Command.Rollback(by, reason.orElse(NO_REASON), release),
        release.map(r -> "going back to " + r.version()).orElse("going back; traffic returns to the release of before"));
  }

  private Release find(TargetId target, String name) {
    Release release =
        past.promoted(target, name)
            .orElseThrow(
                () -> {
                  List<String> there = past.promoted(target).stream().map(Release::version).distinct().limit(10).toList();
                  String hint = there.isEmpty() ? "Nothing was ever promoted here" : NearestName.of(name, there).map(n -> "Did you mean " + n + "?").orElse("There were (newest first): " + String.join(", ", there));
                  return new Refused(Refused.Kind.UNKNOWN, "SLW-2039", name + " was never stable in " + target + ". Nothing changed; traffic stays as it is", hint);
                });
    if (!places.of(status.state(target)).shelf().keeps(release)) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "SLW-2040",
          "the artifact of " + release.version() + " (" + release.artifact().brief() + ") is no longer in the release store. Nothing changed; traffic stays as it is",
          "Deploy it from its file: slipway deploy " + target.environment() + " " + release.version());
    }
    return release;
  }

  /** Of a rollback that names nothing, while nothing is warm: who reads it has no time to look the release up. */
  private String hint(TargetState before, Command command) {
    boolean unnamed = command instanceof Command.Rollback back && back.to().isEmpty() && before.rollout().isEmpty();
    return before.stable().filter(stable -> unnamed)
        .flatMap(stable -> past.promoted(before.id()).stream().filter(r -> !r.id().equals(stable.id())).findFirst())
        .map(Release::version)
        .map(v -> "Before it was " + v + ": slipway rollback " + before.id().environment() + " --to " + v + " starts it again")
        .orElse("");
  }

  private Answers.Commanded submit(TargetId target, Command command, String done) {
    TargetState before = status.state(status.known(target));
    long sequence = past.sequence(target);
    Decision decision = engine.submit(target, command);
    Optional<Decision.Refusal> refusal = decision.refusal();
    if (refusal.isPresent() && !refusal.get().harmless()) {
      throw new Refused(Refused.Kind.CONFLICT, refusal.get().code(), refusal.get().message(), hint(before, command));
    }
    Optional<Long> begun =
        decision.events().stream().filter(e -> e instanceof Event.RolloutStarted).map(e -> ((Event.RolloutStarted) e).id().number()).findFirst();
    Optional<Long> rollout = begun.or(() -> decision.state().rollout().or(before::rollout).map(r -> r.id().number()));
    String message = refusal.map(Decision.Refusal::message).orElseGet(() -> rollout.map(n -> "rollout #" + n + " of " + target + ": ").orElse(target + ": ") + done);
    return new Answers.Commanded(target.toString(), rollout, refusal.isPresent(), refusal.map(Decision.Refusal::code), message, sequence);
  }
}
