package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.Terminal.Colour;

/** A target as a person sees it: the plan as a tree, the traffic as a bar, measurements, instances. */
public final class StatusPicture {
  private static final int BAR = 40;

  private final Terminal terminal;
  private final EvidencePicture evidence;

  /** Pictures for a terminal. */
  public StatusPicture(Terminal terminal) {
    this.terminal = terminal;
    this.evidence = new EvidencePicture(terminal);
  }

  /** The whole picture, each line ended. */
  public String of(JsonNode status) {
    StringBuilder out = new StringBuilder();
    head(out, status);
    if (status.has("rollout")) {
      rollout(out, status.path("rollout"));
    } else if (status.has("last")) {
      last(out, status.path("last"));
    }
    out.append(ApprovalPicture.freeze(status.path("freeze")));
    traffic(out, status);
    instances(out, status);
    for (JsonNode problem : status.path("problems")) {
      out.append("  ").append(terminal.colour(Colour.BAD, problem.path("part").asText() + ": " + problem.path("code").asText() + " " + problem.path("message").asText())).append('\n');
    }
    return out.toString();
  }

  private void head(StringBuilder out, JsonNode status) {
    out.append(terminal.colour(Colour.STRONG, status.path("target").asText()));
    JsonNode stable = status.path("stable");
    out.append(stable.isMissingNode() ? "  nothing is stable yet" : "  stable " + terminal.colour(Colour.GOOD, stable.path("version").asText()));
    JsonNode warm = status.path("warm");
    if (!warm.isMissingNode()) {
      out.append("  warm ").append(warm.path("release").path("version").asText()).append(" for ").append(Quantities.duration(warm.path("leftMillis").asLong()));
    }
    String url = status.path("router").path("url").asText("");
    out.append(url.isEmpty() ? "" : "  " + url).append('\n');
    JsonNode queued = status.path("queued");
    if (!queued.isMissingNode()) {
      out.append("  queued: ").append(queued.path("release").path("version").asText()).append(" by ").append(queued.path("by").asText()).append('\n');
    }
  }

  private void rollout(StringBuilder out, JsonNode r) {
    String phase = r.path("phase").asText();
    Colour colour = phase.equals("going-back") ? Colour.BAD : phase.equals("holding") || r.has("paused") ? Colour.LOOK : Colour.GOOD;
    out.append("  ").append(r.path("kind").asText()).append(" #").append(r.path("number").asText()).append(" → ").append(terminal.colour(Colour.STRONG, r.path("candidate").path("version").asText()));
    out.append("  ").append(r.path("strategy").asText()).append("  ").append(terminal.colour(colour, r.has("paused") ? phase + ", paused by " + r.path("paused").path("by").asText() : phase)).append('\n');
    int n = r.path("plan").size();
    int i = 0;
    for (JsonNode step : r.path("plan")) {
      step(out, r, step, ++i == n);
    }
    if (r.has("goingBack")) {
      out.append("  ").append(terminal.colour(Colour.BAD, "going back: " + r.path("goingBack").path("reason").asText())).append('\n');
    }
    if (r.has("held")) {
      out.append("  ").append(terminal.colour(Colour.LOOK, "holds: " + r.path("held").asText())).append('\n');
    }
    out.append(GatePicture.of(r.path("gates"))).append(ApprovalPicture.clearance(r.path("clearance")));
    measurements(out, r);
  }

  private void step(StringBuilder out, JsonNode r, JsonNode step, boolean last) {
    String state = step.path("state").asText();
    String mark = state.equals("done") ? terminal.colour(Colour.GOOD, "✔") : state.equals("current") ? terminal.colour(Colour.LOOK, "▶") : " ";
    out.append(last ? "  └─" : "  ├─").append(mark).append(' ').append(String.format("%3d%%", step.path("weight").asInt()));
    out.append("  ").append(step.path("candidateInstances").asInt()).append(" new, ").append(step.path("stableInstances").asInt()).append(" stable");
    long bake = step.path("bakeMillis").asLong();
    if (bake > 0) {
      out.append("  bake ").append(Quantities.duration(bake));
    }
    if (state.equals("current") && r.has("bakeLeftMillis")) {
      out.append("  ").append(terminal.colour(Colour.LOOK, Quantities.duration(r.path("bakeLeftMillis").asLong()) + " left"));
    }
    out.append(step.path("hold").asBoolean() ? "  then waits for a person\n" : "\n");
  }

  private void measurements(StringBuilder out, JsonNode r) {
    for (JsonNode m : r.path("measurements")) {
      out.append(String.format("  %-9s %8d requests  %7s errors", m.path("role").asText(), m.path("requests").asLong(), Quantities.share(m.path("errorShare").asDouble())));
      if (m.has("p50Millis")) {
        out.append("  p50 ").append(Quantities.millis(m.path("p50Millis").asDouble())).append("  p95 ").append(Quantities.millis(m.path("p95Millis").asDouble()));
      }
      out.append('\n');
    }
    out.append(evidence.of(r.path("judge")));
    for (JsonNode t : r.path("triggers")) {
      boolean breached = t.path("breachedMillis").asLong() > 0;
      String text = t.path("text").asText() + (breached ? "  breached for " + Quantities.duration(t.path("breachedMillis").asLong()) : "");
      out.append("  ").append(terminal.colour(breached ? Colour.BAD : Colour.FAINT, "goes back when " + text)).append('\n');
    }
  }

  private void last(StringBuilder out, JsonNode last) {
    boolean promoted = last.path("outcome").asText().equals("promoted");
    out.append("  last: #").append(last.path("rollout").asText()).append(' ').append(last.path("version").asText()).append(' ');
    out.append(terminal.colour(promoted ? Colour.GOOD : Colour.BAD, last.path("outcome").asText())).append(", ").append(last.path("reason").asText()).append('\n');
    out.append(GatePicture.of(last.path("gates")));
  }

  private void traffic(StringBuilder out, JsonNode status) {
    JsonNode split = status.path("router").path("split");
    if (split.isEmpty()) {
      return;
    }
    String candidate = status.path("rollout").path("candidate").path("id").asText("");
    StringBuilder bar = new StringBuilder();
    StringBuilder legend = new StringBuilder();
    for (JsonNode route : split) {
      boolean isCandidate = route.path("release").asText().equals(candidate);
      int width = Math.round(route.path("weight").asInt() * BAR / 100f);
      bar.append(terminal.colour(isCandidate ? Colour.LOOK : Colour.GOOD, (isCandidate ? "▒" : "█").repeat(width)));
      legend.append("  ").append(route.path("release").asText()).append(' ').append(route.path("weight").asInt()).append('%');
    }
    out.append("  traffic [").append(bar).append("]").append(legend).append('\n');
    if (status.path("router").has("override")) {
      out.append("  ").append(terminal.colour(Colour.BAD, "emergency in force, by " + status.path("router").path("override").path("by").asText())).append('\n');
    }
  }

  private void instances(StringBuilder out, JsonNode status) {
    for (JsonNode i : status.path("instances")) {
      String condition = i.path("condition").asText();
      Colour colour = condition.equals("ready") ? Colour.GOOD : condition.equals("dead") ? Colour.BAD : Colour.LOOK;
      out.append(String.format("  %-9s %-26s ", i.path("role").asText(), i.path("id").asText()));
      out.append(terminal.colour(colour, String.format("%-8s", condition))).append(String.format(" %-16s cpu %5s  %8s", i.path("endpoint").asText(""), Quantities.share(Math.round(i.path("cpu").asDouble() * 100) / 100.0), Quantities.bytes(i.path("memoryBytes").asLong())));
      int restarts = i.path("restarts").asInt();
      out.append(restarts > 0 ? "  restarts " + restarts : "").append(condition.equals("ready") ? "" : "  " + i.path("detail").asText()).append('\n');
    }
  }
}
