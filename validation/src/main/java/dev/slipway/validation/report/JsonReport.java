package dev.slipway.validation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.validation.Outcome;
import dev.slipway.validation.Report;
import dev.slipway.validation.Result;
import java.util.Locale;

/** A report as one JSON object: counts, then a member for each check. */
public final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReport() {}

  /** On one line. */
  public static String of(Report report) {
    ObjectNode all = JSON.createObjectNode().put("service", report.target().service())
        .put("environment", report.target().environment()).put("address", report.address()).put("at", report.at().toString())
        .put("passed", report.passed()).put("millis", report.millis());
    ObjectNode counts = all.putObject("counts");
    for (Outcome outcome : Outcome.values()) {
      counts.put(word(outcome), report.count(outcome));
    }
    ArrayNode checks = all.putArray("checks");
    for (Result r : report.results()) {
      checks.addObject().put("group", r.group().word()).put("name", r.name()).put("outcome", word(r.outcome()))
          .put("asked", r.finding().asked()).put("came", r.finding().came()).put("why", r.finding().why()).put("mend", r.finding().mend())
          .put("millis", r.millis());
    }
    return all.toString();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
