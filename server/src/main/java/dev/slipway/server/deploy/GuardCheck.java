package dev.slipway.server.deploy;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.ApprovalRule.Ticket;
import dev.slipway.core.guard.BranchRule;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.text.CanonicalText;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.server.access.Caller;
import dev.slipway.server.problem.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets a deploy pass only from a branch and with a ticket that the guard of the environment allows, both as its slipway.yaml says and as it
 * is in force. What needs people or time, the rollout waits for.
 */
final class GuardCheck {
  private GuardCheck() {}

  /** Something that stands in the way. */
  private record Obstacle(String code, String said, String hint) {}

  /** What goes with the deploy; empty where there is no guard. */
  static Optional<Guarded> passed(Preparation.Prepared prepared, DeployRequest request, TargetState state, Caller caller) {
    List<Guard> guards = Stream.concat(state.guard().stream(), Stream.of(prepared.environment().guard())).filter(g -> !g.none()).distinct()
        .toList();
    Optional<String> reason = request.override().map(r -> OverrideWord.of(r, caller, state.id()));
    if (guards.isEmpty()) {
      return Optional.empty();
    }
    Optional<Provenance> from = request.provenance().map(DeployRequest.SentProvenance::read);
    List<Obstacle> obstacles = new ArrayList<>();
    // What a credential vouches for counts more than what the client says.
    Optional<String> branch = caller.branch().or(() -> from.flatMap(Provenance::branch));
    guards.forEach(g -> branch(g, branch).ifPresent(obstacles::add));
    tickets(guards).forEach(t -> ticket(t, from.flatMap(Provenance::ticket), request, reason.isPresent(), state).ifPresent(obstacles::add));
    if (reason.isEmpty() && !obstacles.isEmpty()) {
      throw refused(obstacles.stream().distinct().toList());
    }
    List<String> what = obstacles.stream().map(Obstacle::said).distinct().toList();
    return Optional.of(guarded(prepared, caller, reason.map(r -> new Guarded.Override(r, what))));
  }

  /** All of it at once, so that nobody mends one only to meet the next; the code is that of the first. */
  private static Refused refused(List<Obstacle> obstacles) {
    Obstacle first = obstacles.getFirst();
    String others = obstacles.stream().skip(1).map(o -> "; and " + o.code() + " " + o.said()).collect(Collectors.joining());
    return new Refused(Refused.Kind.CONFLICT, first.code(), first.said() + others + ". Nothing was deployed; traffic stays as it is",
        obstacles.stream().map(Obstacle::hint).distinct().collect(Collectors.joining(". ")));
  }

  /** What it would be for a plan, which nobody is refused. */
  static Optional<Guarded> planned(Preparation.Prepared prepared, Caller caller) {
    return Optional.of(guarded(prepared, caller, Optional.empty())).filter(g -> !g.guard().none());
  }

  private static Guarded guarded(Preparation.Prepared prepared, Caller caller, Optional<Guarded.Override> override) {
    Digest policy = new CanonicalText()
        .line("policy", CoreJson.write(prepared.policy())).line("settings", CoreJson.write(prepared.settings())).digest();
    return new Guarded(prepared.environment().guard(), policy, caller.proven(), override);
  }

  private static Optional<Obstacle> branch(Guard guard, Optional<String> from) {
    if (guard.branches().isEmpty() || from.filter(f -> BranchRule.allows(guard.branches(), f)).isPresent()) {
      return Optional.empty();
    }
    String allowed = String.join(", ", guard.branches());
    String said = from.map(f -> f + " is none of the branches that may be deployed here: " + allowed)
        .orElse("the deploy does not say from which branch it comes, and only these may be deployed here: " + allowed);
    return Optional.of(new Obstacle("SLW-2073", said,
        "Deploy from one of them; in a pipeline or a git work tree it is known, elsewhere say --branch. "
            + "An admin may go past it with --override"));
  }

  private static List<Ticket> tickets(List<Guard> guards) {
    return guards.stream().flatMap(g -> g.approvals().stream()).map(ApprovalRule::ticket).flatMap(Optional::stream).distinct().toList();
  }

  private static Optional<Obstacle> ticket(
      Ticket rule, Optional<String> ticket, DeployRequest request, boolean overridden, TargetState state) {
    if (ticket.isEmpty()) {
      return Optional.of(new Obstacle("SLW-2071", "the deploy names no ticket, and " + state.id() + " needs one", "Say it with --ticket"));
    }
    return switch (rule) {
      case Ticket.Matching m -> Pattern.matches(m.pattern(), ticket.get()) ? Optional.empty()
          : Optional.of(new Obstacle("SLW-2072", "the ticket " + ticket.get() + " is none: it does not match " + m.pattern(),
              "Say the right one with --ticket"));
      case Ticket.Known k -> overridden ? Optional.of(new Obstacle("SLW-2072", "the ticket " + ticket.get() + " was not looked at", ""))
          : TicketCommand.refuses(k.command(), folder(request), variables(ticket.get(), request, state))
              .map(why -> new Obstacle("SLW-2072", "the ticket " + ticket.get() + " is none for " + k.command() + ": " + why,
                  "Say the right one with --ticket, or run the command yourself with SLIPWAY_TICKET set"));
    };
  }

  private static Path folder(DeployRequest request) {
    Path file = Path.of(request.configFile());
    return Optional.ofNullable(file.getParent()).orElse(file);
  }

  private static Map<String, String> variables(String ticket, DeployRequest request, TargetState state) {
    return Map.of("SLIPWAY_TICKET", ticket, "SLIPWAY_SERVICE", state.id().service(), "SLIPWAY_ENVIRONMENT", state.id().environment(),
        "SLIPWAY_VERSION", request.version());
  }
}
