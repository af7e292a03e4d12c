package dev.slipway.bench.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One service in one environment, driven over the REST API; it outlives the server that drives it. */
public final class Target {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(60);
  private static final int POLL_MILLIS = 10;

  private final Workspace workspace;
  private final Apis server;
  private final String service;
  private final String environment;
  private final int port;

  /** A target that nothing may have been deployed to yet. */
  public Target(Workspace workspace, Apis server, String service, String environment, int port) {
    this.workspace = workspace;
    this.server = server;
    this.service = service;
    this.environment = environment;
    this.port = port;
  }

  /** Environment's name. */
  public String environment() {
    return environment;
  }

  /** Its public port. */
  public int port() {
    return port;
  }

  /** Its public address. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** SERVICE/ENV. */
  public String name() {
    return service + "/" + environment;
  }

  /** The shop's slipway.yaml for it. */
  public ServiceFile shop() {
    return ServiceFile.shop(environment, port);
  }

  /** Asks for a deploy; refused ones throw. */
  public JsonNode deploy(ServiceFile file, String version) {
    return deploy(file, version, "refuse", false);
  }

  /** Asks for a deploy. */
  public JsonNode deploy(ServiceFile file, String version, String whenBusy, boolean force) {
    return server.api().post(path() + "/deploy", request(file, version).put("whenBusy", whenBusy).put("force", force));
  }

  /** What a deploy would do. */
  public JsonNode plan(ServiceFile file, String version) {
    return server.api().post(path() + "/plan", request(file, version));
  }

  private ObjectNode request(ServiceFile file, String version) {
    return body().put("configText", file.text()).put("configFile", write(file).toString()).put("version", version);
  }

  /** Writes its slipway.yaml, for commands that read it from a file. */
  public Path write(ServiceFile file) {
    return workspace.write(environment + ".yaml", file.text());
  }

  /** Asks for a deploy and waits for its end. */
  public JsonNode deployed(ServiceFile file, String version) {
    JsonNode answer = deploy(file, version);
    return awaitEnd(answer.path("rollout").asLong());
  }

  /** Deploys and requires that it is promoted. */
  public void promoted(ServiceFile file, String version) {
    JsonNode last = deployed(file, version);
    if (!last.path("outcome").asText().equals("promoted")) {
      throw new RigException(version + " was not promoted: " + last);
    }
  }

  /** pause, resume, promote, abort, rollback, remove, unqueue. */
  public JsonNode command(String verb) {
    return command(verb, Api.JSON.createObjectNode());
  }

  /** The same with further fields. */
  public JsonNode command(String verb, ObjectNode fields) {
    ObjectNode body = body();
    body.setAll(fields);
    return server.api().post(path() + "/" + verb, body);
  }

  /** As of the last turn of its loop. */
  public JsonNode status() {
    return server.api().get(path());
  }

  /** Status where a server answers. */
  public Optional<JsonNode> statusIfThere() {
    try {
      return server.apiIfThere().map(api -> api.get(path()));
    } catch (CliException away) {
      return Optional.empty();
    }
  }

  /** GET of a path under the target's own. */
  public JsonNode get(String under) {
    return server.api().get(path() + under);
  }

  /** Waits until the status is as wished. */
  public JsonNode await(String what, Duration most, Predicate<JsonNode> wish) {
    JsonNode[] last = {Api.JSON.createObjectNode()};
    boolean came =
        Wait.until(most, POLL_MILLIS, () -> {
          last[0] = statusIfThere().orElse(last[0]);
          return wish.test(last[0]);
        });
    if (!came) {
      throw new RigException(name() + " not within " + most.toMillis() + " ms: " + what + ". Status: " + last[0].toPrettyString());
    }
    return last[0];
  }

  /** Waits for the end of a rollout and returns how it ended. */
  public JsonNode awaitEnd(long rollout) {
    return awaitEnd(rollout, END_TIMEOUT);
  }

  /** The same with a bound. */
  public JsonNode awaitEnd(long rollout, Duration most) {
    return await("the end of rollout " + rollout, most, s -> !s.has("rollout") && s.path("last").path("rollout").asLong() >= rollout)
        .path("last");
  }

  /** Waits until a phase of the rollout under way. */
  public JsonNode awaitPhase(String phase) {
    return await("phase " + phase, END_TIMEOUT, s -> s.path("rollout").path("phase").asText().equals(phase));
  }

  /** Waits until the candidate has a weight and is watched there. */
  public JsonNode awaitBaking(int weight) {
    return await("baking at " + weight + " %", END_TIMEOUT, s -> baking(s.path("rollout"), weight));
  }

  private static boolean baking(JsonNode rollout, int weight) {
    String phase = rollout.path("phase").asText();
    return rollout.path("weight").asInt() >= weight && (phase.equals("baking") || phase.equals("holding"));
  }

  /** The version that is stable, empty where none is. */
  public String stableVersion() {
    return status().path("stable").path("version").asText();
  }

  /** Takes it down: what is under way goes back, then address and instances go. */
  public void remove() {
    JsonNode status = status();
    if (status.has("rollout")) {
      command("abort");
      await("no rollout", END_TIMEOUT, s -> !s.has("rollout"));
    }
    if (status().has("stable") || !status().path("instances").isEmpty()) {
      command("remove");
      await("no instances", END_TIMEOUT, s -> s.path("instances").isEmpty());
    }
  }

  private ObjectNode body() {
    return Api.JSON.createObjectNode().put("by", "bench");
  }

  private String path() {
    return "/targets/" + service + "/" + environment;
  }
}
