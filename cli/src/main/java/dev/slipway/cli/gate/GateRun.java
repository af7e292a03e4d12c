package dev.slipway.cli.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.gate.GateResult.Outcome;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Accepted;
import dev.slipway.gates.Gates;
import dev.slipway.gates.Judged;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Waivers;
import dev.slipway.gates.report.GateFault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All gates of one environment, looked at once.
 *
 * @param gates in the order written
 * @param judged what came of each
 * @param at when
 */
public record GateRun(List<GateSpec> gates, List<Judged> judged, Instant at) {

  /**
   * What is stable now, as far as anybody knows.
   *
   * @param reached whether somebody was asked and answered
   * @param version absent where nothing is stable yet
   */
  public record Stable(boolean reached, Optional<String> version) {
    /** Nobody was asked. */
    public static final Stable UNKNOWN = new Stable(false, Optional.empty());
  }

  /**
   * Looks.
   *
   * @param folder where slipway.yaml lies
   */
  public static GateRun of(List<GateSpec> gates, Path folder, String environment, Optional<String> version, Stable stable) {
    try {
      Waivers waivers = Waivers.in(folder);
      InstantSource clock = InstantSource.system();
      Surroundings around = new Surroundings(
          folder, environment, version, stable.version(), stable.reached(), clock, waivers, Accepted.in(folder, environment));
      return new GateRun(gates, Gates.look(gates, around), clock.instant());
    } catch (Waivers.BadWaivers e) {
      throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()), e);
    } catch (GateFault e) {
      throw new CliException(Exit.WRONG_USE, e.said() + ". Nothing was deployed", e);
    }
  }

  /** 0 when all passed, 1 when one failed, 3 when none failed and one could not be decided. */
  public int exit() {
    if (any(Outcome.FAILED)) {
      return Exit.WENT_BACK;
    }
    return any(Outcome.UNDECIDED) ? Exit.UNREACHED : Exit.DONE;
  }

  private boolean any(Outcome outcome) {
    return judged.stream().anyMatch(j -> j.result().outcome() == outcome);
  }

  /** As it goes with a deploy: for this version and this text of slipway.yaml alone. */
  public ObjectNode toSend(String version, String configText) {
    ObjectNode sent = Api.JSON.createObjectNode().put("version", version).put("config", GateRecord.digestOf(configText).hex())
        .put("at", at.toString());
    ArrayNode results = sent.putArray("results");
    judged.forEach(j -> results.add(json(j.result())));
    return sent;
  }

  /** As {@code --json} prints it. */
  public ObjectNode json(String environment) {
    ObjectNode all = Api.JSON.createObjectNode().put("environment", environment).put("passed", exit() == Exit.DONE)
        .put("at", at.toString());
    ArrayNode results = all.putArray("gates");
    for (Judged j : judged) {
      ObjectNode one = json(j.result());
      ArrayNode details = one.putArray("details");
      j.details().forEach(details::add);
      ObjectNode values = one.putObject("values");
      j.values().forEach(values::put);
      results.add(one);
    }
    return all;
  }

  private static ObjectNode json(GateResult r) {
    return Api.JSON.createObjectNode().put("name", r.name()).put("kind", r.kind())
        .put("outcome", r.outcome().name().toLowerCase(Locale.ROOT)).put("said", r.said()).put("waived", r.waived());
  }

  /** As people read it. */
  public String table() {
    StringBuilder out = new StringBuilder();
    int width = Math.max(4, judged.stream().mapToInt(j -> j.result().name().length()).max().orElse(4));
    for (Judged j : judged) {
      String mark = switch (j.result().outcome()) {
        case PASSED -> "passed   ";
        case FAILED -> "FAILED   ";
        case UNDECIDED -> "undecided";
      };
      out.append(String.format("  %-" + width + "s  %s  %s%n", j.result().name(), mark, j.result().said()));
      if (j.details().size() > 3) {
        j.details().forEach(d -> out.append("      ").append(d).append(System.lineSeparator()));
      }
    }
    return out.toString();
  }

  /** What a server knows to be stable. */
  public static Stable stable(Api api, String path) {
    try {
      JsonNode version = api.get(path).at("/stable/version");
      return new Stable(true, Optional.of(version.asText()).filter(v -> !v.isEmpty()));
    } catch (dev.slipway.cli.client.ApiRefusal e) {
      if (e.problem().path("code").asText().equals("SLW-5104")) {
        return new Stable(true, Optional.empty()); // nothing was ever deployed there
      }
      throw e;
    }
  }
}
