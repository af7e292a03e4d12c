package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;

/** A plan as a tree of actions, with the capacity it needs and the worst case. */
public final class PlanPicture {
  private PlanPicture() {}

  /** The picture, each line ended. */
  public static String of(JsonNode plan) {
    StringBuilder out = new StringBuilder();
    out.append(plan.path("target").asText()).append(": ").append(plan.path("strategy").asText()).append(" to ")
        .append(plan.path("candidate").path("version").asText());
    JsonNode stable = plan.path("stable");
    out.append(stable.isMissingNode() ? ", the first release here" : ", from " + stable.path("version").asText()).append('\n');
    if (plan.path("alreadySo").asBoolean()) {
      boolean stands = plan.path("candidate").path("id").equals(stable.path("id"));
      out.append("  nothing to do: it is ").append(stands ? "stable" : "under way")
          .append(" already, with the same artifact and configuration\n");
    }
    if (plan.has("busy")) {
      out.append("  busy: ").append(plan.path("busy").asText()).append('\n');
    }
    out.append(ApprovalPicture.guard(plan.path("guard")));
    plan.path("gatesBefore").forEach(g -> out.append("  ├─ must hold first  ").append(g.asText()).append('\n'));
    JsonNode actions = plan.path("actions");
    int last = -1;
    for (int i = 0; i < actions.size(); i++) {
      int step = actions.get(i).path("step").asInt();
      boolean end = i == actions.size() - 1;
      String branch = step == last ? "  │   " : end ? "  └─ " : "  ├─ ";
      out.append(branch).append(step == last ? "" : step == 0 ? "before  " : "step " + step + "  ").append(actions.get(i).path("text").asText()).append('\n');
      last = step;
    }
    plan.path("checks").forEach(c -> out.append("  check    ").append(c.asText()).append('\n'));
    out.append(plan.has("judge") ? "  judged   " + plan.path("judge").asText() + '\n' : "");
    plan.path("gates").forEach(g -> out.append("  gate     ").append(g.asText()).append(" over each step\n"));
    plan.path("triggers").forEach(t -> out.append("  back when ").append(t.asText()).append('\n'));
    JsonNode capacity = plan.path("capacity");
    out.append("  capacity  ").append(capacity.path("instancesNow").asText()).append(" instances now, ").append(capacity.path("instancesMost").asText()).append(" at most. ").append(capacity.path("note").asText()).append('\n');
    out.append("  worst     ").append(Quantities.share(plan.path("worstCase").path("exposedShare").asDouble())).append(" of users exposed");
    JsonNode detection = plan.path("worstCase").path("detectionMillis");
    out.append(detection.isMissingNode() ? "" : ", seen after " + Quantities.duration(detection.asLong())).append(". ").append(plan.path("worstCase").path("note").asText()).append('\n');
    out.append("  way back  ").append(plan.path("wayBack").asText()).append('\n');
    out.append(plan.has("unchecked") ? "  traffic   " + plan.path("unchecked").asText() + ".\n" : "");
    return out.append(warnings(plan)).toString();
  }

  /** What the policy cannot do with the traffic there is, each line ended; empty where there is nothing to say. */
  public static String warnings(JsonNode plan) {
    StringBuilder out = new StringBuilder();
    for (JsonNode w : plan.path("warnings")) {
      out.append("  warning   ").append(w.path("code").asText()).append(' ').append(w.path("text").asText());
      out.append(". ").append(w.path("advice").asText()).append(".\n");
    }
    return out.toString();
  }
}
