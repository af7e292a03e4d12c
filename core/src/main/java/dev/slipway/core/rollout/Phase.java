package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.Optional;

/** Where a rollout is. What each phase wants to be true is in {@link Wants}; what ends it is in {@link Advance} and {@link WayBack}. */
public sealed interface Phase {

  /** When it began, on the engine's steady clock. */
  Instant since();

  /** The way forward. */
  sealed interface Forward extends Phase {}

  /**
   * It waits for approvals, or for the end of a freeze that began meanwhile. Nothing is started and no traffic is touched.
   *
   * @param approved whether it has all of them
   * @param told whether somebody was told that a freeze keeps it
   */
  record Awaiting(boolean approved, boolean told, Instant since) implements Phase {}

  /** A hook runs before anything is started. */
  record BeforeHooks(int hook, Task task, Instant since) implements Forward {}

  /** The instances that a step needs are coming up. */
  record Starting(int step, Instant since) implements Forward {}

  /** The candidate is asked its checks on the preview address. */
  record Checking(Task task, Instant since) implements Forward {}

  /** The split was decided; it is done when the router reads back so. */
  record Shifting(int step, Instant since) implements Forward {}

  /**
   * The split is in place and watched. {@code held} says why it waits for data or a person beyond its bake; {@code checks} are those on
   * the live address, until they have passed.
   */
  record Baking(int step, Optional<String> held, Instant since, Optional<Task> checks) implements Forward {
    /** With nothing asked on the live address. */
    public Baking(int step, Optional<String> held, Instant since) {
      this(step, held, since, Optional.empty());
    }
  }

  /** A hook runs after the last step has passed. */
  record AfterHooks(int hook, Task task, Instant since) implements Forward {}

  /** The way back: traffic first, everything else after it. */
  record GoingBack(Cause cause, Stage stage, Optional<Task> task, boolean told, Instant since) implements Phase {}

  /** Where the way back has come to. */
  enum Stage {
    /** All traffic returns to stable; more stable instances are started first where there are too few to carry it. */
    TRAFFIC,
    /** The candidate drains and is stopped; stable is verified. */
    RETIRING,
    /** A hook tells the user's own systems. */
    HOOKS
  }

  /** The same phase with its time counted anew. */
  default Phase restarted(Instant at) {
    return switch (this) {
      case Awaiting a -> new Awaiting(a.approved(), a.told(), at);
      case BeforeHooks h -> new BeforeHooks(h.hook(), h.task(), at);
      case Starting s -> new Starting(s.step(), at);
      case Checking c -> new Checking(c.task(), at);
      case Shifting s -> new Shifting(s.step(), at);
      case Baking b -> new Baking(b.step(), b.held(), at, b.checks());
      case AfterHooks h -> new AfterHooks(h.hook(), h.task(), at);
      case GoingBack g -> new GoingBack(g.cause(), g.stage(), g.task(), g.told(), at);
    };
  }

  /** Short name for people and metrics. */
  default String word() {
    return switch (this) {
      case Awaiting a -> a.approved() ? "approved" : "awaiting-approval";
      case BeforeHooks h -> "before-hooks";
      case Starting s -> "starting";
      case Checking c -> "checking";
      case Shifting s -> "shifting";
      case Baking b -> b.held().isPresent() ? "holding" : "baking";
      case AfterHooks h -> "after-hooks";
      case GoingBack g -> "going-back";
    };
  }
}
