package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import dev.slipway.core.config.Difference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two environments beside each other.
 *
 * @param notDeployed why it was not compared what is deployed, where it was not
 */
public record ParityPicture(String one, String other, List<Difference> differences, Optional<String> notDeployed) {
  private static final int LEAST_WIDTH = 12;

  /** Whether nothing differs that may not. */
  public boolean good() {
    return differences.stream().allMatch(Difference::allowed);
  }

  /** As a table. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int key = width(differences.stream().map(Difference::key).toList(), "key");
    int left = width(differences.stream().map(d -> shown(d.one())).toList(), one);
    String form = "%-" + key + "s  %-" + left + "s  %s%s%n";
    if (!differences.isEmpty()) {
      text.append(String.format(Locale.ROOT, form, "", one, other, ""));
    }
    for (Difference d : differences) {
      text.append(String.format(Locale.ROOT, form, d.key(), shown(d.one()), shown(d.other()), d.allowed() ? "  (allowed)"
          : "  NOT ALLOWED"));
    }
    notDeployed.ifPresent(why -> text.append(why).append('\n'));
    long wrong = differences.stream().filter(d -> !d.allowed()).count();
    return text.append(differences.size()).append(" differences, ").append(wrong).append(wrong == 1 ? " is" : " are")
        .append(" not allowed\n").toString();
  }

  private static int width(List<String> texts, String head) {
    return Math.max(Math.max(LEAST_WIDTH, head.length()), texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String shown(Optional<String> value) {
    return value.map(v -> v.replaceAll("\\p{Cntrl}", " ")).orElse("-");
  }

  /** As data. */
  public ObjectNode json() {
    ObjectNode all = Api.JSON.createObjectNode().put("one", one).put("other", other).put("same", good());
    notDeployed.ifPresent(why -> all.put("notCompared", why));
    ArrayNode list = all.putArray("differences");
    for (Difference d : differences) {
      ObjectNode each = list.addObject().put("key", d.key()).put("allowed", d.allowed());
      d.one().ifPresent(v -> each.put("one", v));
      d.other().ifPresent(v -> each.put("other", v));
    }
    return all;
  }
}
