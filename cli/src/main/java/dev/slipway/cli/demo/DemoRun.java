package dev.slipway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.view.Follower;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** First deploy, blue-green, a bad candidate that goes back by itself, a canary, and a rollback after promotion; all under load. */
public final class DemoRun {
  private static final String TARGET = "/targets/shop/demo";
  private static final double REQUESTS_PER_SECOND = 600;
  private static final int MOST_SECONDS = 180;
  private static final String BLUE_GREEN = "{ blue-green: { bake: 2s, keep-stable: 10m } }";
  private static final String CANARY = "{ canary: { steps: [10%, 50%, 100%], bake: 3s, keep-stable: 10m } }";

  private final boolean json;
  private final List<DemoStep> steps = new ArrayList<>();
  private final long startedNanos = System.nanoTime();

  /** A demo that prints for people, or JSON lines. */
  public DemoRun(boolean json) {
    this.json = json;
  }

  /** Runs it and cleans up. Exit status 0 when everything came as announced and no request failed. */
  public int run() throws IOException, InterruptedException {
    try (DemoWorkspace workspace = DemoWorkspace.create()) {
      Servers servers = new Servers(workspace.state());
      Api api = servers.connect();
      try {
        return play(workspace, servers, api);
      } finally {
        DemoCleanup.run(servers, workspace.state(), TARGET);
      }
    }
  }

  private int play(DemoWorkspace workspace, Servers servers, Api api) throws IOException {
    say("A shop with two instances behind Slipway's own proxy at " + workspace.url());
    deploy(servers, api, workspace.config(BLUE_GREEN), "1.0.0", "first deploy of 1.0.0");
    LoadPlan plan =
        LoadPlan.against(workspace.url())
            .requestsPerSecond(REQUESTS_PER_SECOND)
            .rampSeconds(2)
            .maxSeconds(MOST_SECONDS)
            .newConnectionShare(0.5)
            .mix(new RequestMix(0.1, 0.002, 0))
            .webSockets(2)
            .build();
    say(String.format(Locale.ROOT, "%nFrom here on %.0f requests a second: half on new connections, a tenth POST, some that take 3 s, two WebSockets", REQUESTS_PER_SECOND));
    try (LoadRun load = LoadRun.start(plan)) {
      deploy(servers, api, workspace.config(BLUE_GREEN), "1.1.0", "blue-green to 1.1.0");
      deploy(servers, api, workspace.config(CANARY), "1.3.0-failing", "canary of 1.3.0-failing: 5 % errors");
      deploy(servers, api, workspace.config(CANARY), "1.2.0", "canary to 1.2.0: 10, 50, 100 %");
      long askedAtMillis = rollback(servers, api);
      LoadReport report = load.finish();
      return summary(report, askedAtMillis);
    }
  }

  private void deploy(Servers servers, Api api, ConfigFile config, String version, String title) {
    say("\n── " + title);
    long start = System.nanoTime();
    ObjectNode body =
        Api.JSON.createObjectNode().put("by", "demo").put("configText", config.text()).put("configFile", config.path().toString()).put("version", version);
    JsonNode answer = api.post(TARGET + "/deploy", body);
    int exit = new Follower(servers, TARGET, json).toTheEnd(answer.path("rollout").asLong(), answer.path("release").asText(), answer.path("sequence").asLong());
    steps.add(new DemoStep(title, exit == Exit.DONE ? "promoted" : "rolled back", millisSince(start), lastReason(api)));
  }

  private long rollback(Servers servers, Api api) {
    String title = "one-action rollback after the promotion";
    say("\n── " + title);
    long start = System.nanoTime();
    long askedAtMillis = System.currentTimeMillis();
    JsonNode answer = api.post(TARGET + "/rollback", Api.JSON.createObjectNode().put("by", "demo").put("reason", "shown in the demo"));
    int exit = new Follower(servers, TARGET, json).toTheEnd(answer.path("rollout").asLong(), answer.path("release").asText(), answer.path("sequence").asLong());
    steps.add(new DemoStep(title, exit == Exit.DONE ? "back on 1.1.0" : "stayed", millisSince(start), lastReason(api)));
    return askedAtMillis;
  }

  private static String lastReason(Api api) {
    return api.get(TARGET).path("last").path("reason").asText("");
  }

  private int summary(LoadReport report, long askedAtMillis) {
    long lastOnBad = report.seenOf("1.2.0").map(r -> Math.round(report.startedAtMillis() + r.lastSentMs()) - askedAtMillis).orElse(0L);
    long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
    say("");
    say(String.format("%-42s %-14s %9s  %s", "step", "outcome", "took", "because"));
    for (DemoStep s : steps) {
      say(String.format(Locale.ROOT, "%-42s %-14s %7.1f s  %s", s.title(), s.outcome(), s.millis() / 1000.0, s.note()));
    }
    say("");
    say(String.format(Locale.ROOT, "requests %d   failed %d   dropped connections %d   p50 %.1f ms   p99 %.1f ms", report.requests(), report.failed(), report.droppedConnections(), report.latency().p50Ms(), report.latency().p99Ms()));
    say(String.format(Locale.ROOT, "errors that 1.3.0-failing gave users itself before it went back: %d", report.appErrors()));
    say(String.format(Locale.ROOT, "last request on 1.2.0 sent %d ms after the rollback was asked for", lastOnBad));
    if (!report.failures().isEmpty()) {
      say("failures by cause: " + report.failures());
    }
    boolean asAnnounced = steps.size() == 5 && steps.get(2).outcome().equals("rolled back") && steps.stream().filter(s -> s.outcome().equals("promoted")).count() == 3 && steps.get(4).outcome().startsWith("back");
    if (json) {
      System.out.println(
          Api.JSON
              .createObjectNode()
              .put("deploys", 4)
              .put("rollbacks", 2)
              .put("requests", report.requests())
              .put("failed", report.failed())
              .put("dropped_connections", report.droppedConnections())
              .put("app_errors", report.appErrors())
              .put("rollback_ms", lastOnBad)
              .put("p50_ms", report.latency().p50Ms())
              .put("p99_ms", report.latency().p99Ms())
              .put("as_announced", asAnnounced)
              .put("seconds", seconds));
    }
    if (!asAnnounced) {
      throw new CliException(Exit.UNREACHED, "SLW-6022 the demo did not go as announced; the table above says where. Nothing of yours was touched");
    }
    return report.failed() == 0 ? Exit.DONE : Exit.WENT_BACK;
  }

  private static long millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  private void say(String text) {
    if (!json) {
      System.out.println(text);
    }
  }
}
