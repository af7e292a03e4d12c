package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What waits for approval, what is needed for it, and when nothing begins, as a person reads it. Each line is ended. */
public final class ApprovalPicture {
  private ApprovalPicture() {}

  /** Everything that an approval would be of. */
  public static String of(JsonNode waits) {
    StringBuilder out = new StringBuilder();
    JsonNode candidate = waits.path("candidate");
    JsonNode clearance = waits.path("clearance");
    JsonNode stable = waits.path("stable");
    out.append(waits.path("target").asText()).append(": rollout #").append(waits.path("rollout").asText()).append(" of ")
        .append(candidate.path("version").asText()).append(" waits for approval. Nothing was started\n");
    line(out, "asked by", waits.path("by").asText() + (clearance.path("proven").asBoolean() ? "" : " (nothing proves the name)"));
    line(out, "digest", clearance.path("digest").asText());
    line(out, "artifact", candidate.path("artifact").asText());
    line(out, "config", candidate.path("configuration").asText());
    line(out, "from", stable.isMissingNode() ? "nothing: the first release here" : stable.path("version").asText());
    waits.path("changes").forEach(c -> line(out, "changed", c.asText()));
    JsonNode from = waits.path("provenance");
    List.of("ticket", "branch", "commit", "run").stream().filter(from::has).forEach(f -> line(out, f, from.path(f).asText()));
    for (JsonNode step : waits.path("plan")) {
      line(out, "step " + step.path("number").asText(), step.path("weight").asText() + "% on " + step.path("candidateInstances").asText()
          + " instances, watched for " + Quantities.duration(step.path("bakeMillis").asLong()));
    }
    out.append(GatePicture.of(waits.path("gates")));
    return out.append(clearance(clearance)).append(freeze(waits.path("freeze"))).toString();
  }

  /** What people have said so far; empty where nobody has to say anything. */
  static String clearance(JsonNode clearance) {
    StringBuilder out = new StringBuilder();
    clearance.path("given").forEach(g -> line(out, "approved", "by " + g.path("by").asText() + " of " + words(g.path("groups"))));
    String until = Sentences.day(clearance.path("until").asText(""));
    clearance.path("missing").forEach(m -> line(out, "missing", m.asText() + ", until " + until));
    JsonNode override = clearance.path("override");
    if (!override.isMissingNode()) {
      line(out, "override", "by " + override.path("by").asText() + ": " + override.path("reason").asText());
    }
    return out.toString();
  }

  /** What must be allowed first; empty where nothing must. */
  static String guard(JsonNode guard) {
    StringBuilder out = new StringBuilder();
    guard.path("approvals").valueStream().map(JsonNode::asText).distinct()
        .forEach(a -> line(out, "approval", "by " + a + ", before anything is started"));
    if (!guard.path("branches").isEmpty()) {
      line(out, "branches", words(guard.path("branches")));
    }
    return out.append(freeze(guard.path("freeze"))).toString();
  }

  /** Whether it is frozen, or when it will be; empty where it never is. */
  static String freeze(JsonNode freeze) {
    StringBuilder out = new StringBuilder();
    if (freeze.has("by")) {
      String free = freeze.path("free").asText("");
      line(out, "frozen", "by " + freeze.path("by").asText() + " until " + Sentences.day(freeze.path("until").asText())
          + (free.isEmpty() ? ", and there is no free time after it"
              : free.equals(freeze.path("until").asText()) ? "" : ", free from " + Sentences.day(free)));
    } else if (!freeze.path("windows").isEmpty()) {
      JsonNode next = freeze.path("windows").get(0);
      line(out, "freeze", next.path("window").asText() + ", next from " + Sentences.day(next.path("from").asText()));
    }
    return out.toString();
  }

  /** Every window and when it holds. */
  public static String calendar(String environment, JsonNode freeze) {
    if (freeze.path("windows").isEmpty()) {
      return environment + " has no freeze window now or later. A deploy may begin at any time\n";
    }
    StringBuilder out = new StringBuilder(environment).append(freeze.has("by") ? " is frozen\n" : " is not frozen now\n");
    out.append(freeze(freeze));
    for (JsonNode w : freeze.path("windows")) {
      out.append("  ").append(w.path("window").asText()).append("\n    from ").append(Sentences.day(w.path("from").asText())).append(" to ")
          .append(Sentences.day(w.path("until").asText())).append(" here\n");
    }
    return out.toString();
  }

  /** Of a rollout of before: why it was asked for, who approved it, and whose word it had instead; empty where nobody had to. */
  public static String brief(JsonNode past) {
    String approved = past.path("approvedBy").isEmpty() ? "" : "  approved by " + words(past.path("approvedBy"));
    JsonNode word = past.path("override");
    String why = past.path("why").asText();
    boolean said = why.isEmpty() || why.equals(word.path("reason").asText()) || why.equals(past.path("reason").asText());
    return (said ? "" : "  asked for: " + why) + approved
        + (word.isMissingNode() ? "" : "  override by " + word.path("by").asText() + ": " + word.path("reason").asText());
  }

  private static void line(StringBuilder out, String name, String text) {
    out.append(String.format("  %-9s %s%n", name, text));
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(w -> words.add(w.asText()));
    return String.join(", ", words);
  }
}
