package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Command.WhenBusy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Guards, deploys that bring them, and what people say. The story's clocks, steady and on the wall, begin at 2030-01-01T00:00Z. */
final class Guarding {
  static final Policy POLICY = Given.with(Given.blueGreen(5), Given.ERRORS);
  static final Digest OTHER = new Digest("f".repeat(64));

  private Guarding() {}

  static Guard asking(int count, FreezeWindow... freeze) {
    ApprovalRule rule = new ApprovalRule(List.of("managers"), count, Duration.ofHours(24), Optional.empty());
    return new Guard(List.of(rule), List.of(freeze), Guard.Running.FINISH, List.of());
  }

  static Guard frozen(Guard.Running running, String window) {
    return new Guard(List.of(), List.of(FreezeWindow.parse(window)), running, List.of());
  }

  static Command.Deploy deploy(String version, Guard guard, WhenBusy busy, Optional<Guarded.Override> override) {
    return new Command.Deploy("anna", Given.release(version, 2), POLICY, Given.SETTINGS, busy, false, "", Optional.empty(),
        Optional.empty(),
        Optional.of(new Guarded(guard, OTHER, true, override)), Optional.empty());
  }

  static Decision deploy(Story story, String version, Guard guard) {
    return story.command(deploy(version, guard, WhenBusy.REFUSE, Optional.empty()));
  }

  static Story waiting(Guard guard) {
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", guard);
    return story;
  }

  static Digest bound(Story story) {
    return story.rollout().clearance().orElseThrow().bound();
  }

  static Decision approve(Story story, String by, String... groups) {
    return story.command(new Command.Approve(by, story.rollout().id(), bound(story), List.of(groups), "fine"));
  }

  static String refused(Decision decision) {
    Decision.Refusal refusal = decision.refusal().orElseThrow();
    assertFalse(refusal.harmless());
    return refusal.code();
  }
}
