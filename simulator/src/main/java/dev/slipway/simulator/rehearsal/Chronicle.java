package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.rollout.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens in one rehearsed rollout, written down as it does. */
final class Chronicle {
  private final List<Course.Shift> shifts = new ArrayList<>();
  private final List<Course.Line> lines = new ArrayList<>();
  private Optional<Event.RolloutEnded> end = Optional.empty();
  private String wentBack = "";
  private int step;
  private int mostWeight;
  private boolean held;
  private long requests;
  private long errors;

  void note(List<Event> events, double at) {
    for (Event event : events) {
      switch (event) {
        case Event.Judged j -> judged(j, at);
        case Event.WentBack w -> {
          wentBack = w.cause().reason();
          line(at, "goes back: " + wentBack);
        }
        case Event.PhaseEntered p -> entered(p, at);
        case Event.RolloutEnded e -> end = Optional.of(e);
        case Event.Approved a -> line(at, "a person promotes");
        case Event.TaskStarted t -> line(at, "runs " + t.task().id());
        case Event.RolloutStarted s -> line(at, "the rollout begins");
        case Event.CameFrom c -> line(at, "it comes from " + c.provenance().commit().orElse("nobody knows where"));
        case Event.ConfigurationChanged c -> line(at, "it is written otherwise than before: " + String.join("; ", c.what()));
        case Event.ApprovalAsked a -> line(at, "waits for approval");
        case Event.ApprovalGiven a -> line(at, "a person approves");
        case Event.ApprovalDenied d -> line(at, "a person denies");
        case Event.Overridden o -> line(at, "an admin overrides " + String.join(" and ", o.what()));
        case Event.Cleared c -> line(at, "it may begin");
        case Event.GatesPassed g -> line(at, g.results().size() + " gates passed");
        case Event.Told t -> line(at, t.message());
        case Event.TaskEnded t -> line(at, t.id() + " ended");
        case Event.DeployQueued q -> line(at, "a deploy waits");
        case Event.DeployUnqueued q -> line(at, "a deploy was dropped");
        case Event.Paused p -> line(at, "paused");
        case Event.Resumed r -> line(at, "goes on");
        case Event.WarmReleased w -> line(at, "lets the release before go");
        case Event.RouterChanged r -> line(at, "somebody else changed the router: " + r.what());
        case Event.Adopted a -> line(at, a.release() + " is adopted");
        case Event.AccessChanged c -> line(at, "who may do what was changed");
        case Event.ProblemBegan p -> line(at, p.problem().message());
        case Event.ProblemOver p -> line(at, "over: " + p.problem().message());
        case Event.Shortened s -> line(at, "the journal was shortened");
        case Event.TargetRemoved r -> line(at, "the target is removed");
      }
    }
  }

  private void judged(Event.Judged judged, double at) {
    String word =
        switch (judged.verdict()) {
          case Verdict.Passing p -> "passing";
          case Verdict.Failing f -> "failing";
          case Verdict.Inconclusive i -> "inconclusive";
          case Verdict.NoData n -> "no data";
          case Verdict.Error e -> "error";
        };
    held |= !(judged.verdict() instanceof Verdict.Passing) && !(judged.verdict() instanceof Verdict.Failing);
    line(at, "step " + (judged.step() + 1) + " " + word + ": " + judged.verdict().reason());
  }

  private void entered(Event.PhaseEntered entered, double at) {
    if (!entered.phase().equals("going-back")) {
      step = entered.step();
      line(at, entered.phase() + ", step " + (step + 1) + ", " + entered.weight() + "% on the candidate");
    }
  }

  private void line(double at, String text) {
    lines.add(new Course.Line(at, text));
  }

  /** The router has this split from now on. */
  void split(double at, int weight) {
    if (shifts.isEmpty() ? weight > 0 : shifts.getLast().weight() != weight) {
      shifts.add(new Course.Shift(at, weight));
      mostWeight = Math.max(mostWeight, weight);
    }
  }

  void counted(Users.Counted counted) {
    requests += counted.candidate().requests();
    errors += counted.candidate().errors();
  }

  boolean goesBack() {
    return !wentBack.isEmpty();
  }

  Optional<Event.RolloutEnded> end() {
    return end;
  }

  Course course(Course.Ending ending, String reason, double at) {
    double first = shifts.isEmpty() ? at : shifts.getFirst().at();
    String why = goesBack() ? wentBack : reason;
    return new Course(ending, why, step, first, at, requests, errors, mostWeight, held, shifts, lines);
  }
}
