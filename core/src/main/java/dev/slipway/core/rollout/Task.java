package dev.slipway.core.rollout;

import dev.slipway.core.check.Check;
import dev.slipway.core.check.Suite;
import dev.slipway.core.release.ReleaseId;
import java.util.List;

/**
 * A one-off effect. It is journaled with its id before it runs, and its outcome is asked for by that id afterwards.
 *
 * @param id unique within the target
 * @param work what is to be done
 */
public record Task(String id, Work work) {

  /** What a task does. */
  public sealed interface Work {
    /** Runs a user's command; variables tell it what is being rolled out. */
    record RunHook(Policy.Hook hook, ReleaseId candidate, String version) implements Work {}

    /** Asks the preview address every check; safe to ask again. */
    record AskPreview(ReleaseId candidate, List<Check> checks) implements Work {
      public AskPreview {
        checks = List.copyOf(checks);
      }
    }

    /** Asks an address a whole suite of checks; safe to ask again. */
    record Validate(ReleaseId candidate, String version, Suite suite) implements Work {}
  }

  /** What became of a task. */
  public sealed interface Outcome {
    /** Not started, as far as can be seen. */
    record NotStarted() implements Outcome {}

    /** Still at it. */
    record Running() implements Outcome {}

    /** Done well. {@code output} is its last lines. */
    record Succeeded(String output) implements Outcome {}

    /** Done badly. */
    record Failed(String reason, String output) implements Outcome {}

    /** A crash left no trace of how it ended. */
    record Lost() implements Outcome {}
  }
}
