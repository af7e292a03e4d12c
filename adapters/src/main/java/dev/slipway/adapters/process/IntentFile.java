package dev.slipway.adapters.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The form of an {@link Intent} on disk: JSON, format 1. */
final class IntentFile {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private IntentFile() {}

  static String write(Intent intent) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("target", intent.target().toString()).put("instance", intent.id().toString());
    root.put("port", intent.port()).put("epoch", intent.epoch()).put("attempt", intent.attempt()).put("life", intent.life());
    root.put("deaths", intent.deaths()).put("quickDeaths", intent.quickDeaths()).put("oomKills", intent.oomKills());
    moment(root.putObject("startedAt"), intent.startedAt());
    intent.died().ifPresent(d -> moment(root.putObject("died").put("reason", d.reason()).putObject("again"), d.again()));
    release(root.putObject("release"), intent.release());
    return root.toPrettyString() + "\n";
  }

  private static void moment(ObjectNode node, Intent.Moment moment) {
    node.put("boot", moment.boot()).put("uptimeMillis", moment.uptimeMillis());
  }

  private static void release(ObjectNode node, Release release) {
    RunSpec run = release.run();
    node.put("id", release.id().value()).put("version", release.version());
    node.put("artifact", release.artifact().hex()).put("configuration", release.configuration().hex());
    node.put("instances", run.instances()).put("artifactName", run.artifactName()).put("command", run.command());
    ObjectNode environment = node.putObject("environment");
    new TreeMap<>(run.environment()).forEach(environment::put);
    node.put("stopGraceMillis", run.stopGrace().toMillis());
    run.memoryLimitBytes().ifPresent(b -> node.put("memoryLimitBytes", b));
    ObjectNode health = node.putObject("health");
    run.health().ready().ifPresent(p -> health.put("ready", p));
    run.health().live().ifPresent(p -> health.put("live", p));
    run.health().detail().ifPresent(p -> health.put("detail", p));
    health.put("intervalMillis", run.health().interval().toMillis());
    health.put("timeoutMillis", run.health().timeout().toMillis());
    health.put("startupDeadlineMillis", run.health().startupDeadline().toMillis());
  }

  /**
   * Reads it.
   *
   * @param file named in errors
   */
  static Intent read(String content, Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw unreadable(file, "it is not JSON", e);
    }
    int format = root.path("format").asInt(0);
    if (format > FORMAT) {
      throw new OutsideException(
          "SLW-3031",
          file + " was written by a newer Slipway (format " + format + ", this one reads " + FORMAT
              + "). Its instance runs on and nothing was touched; use the newer Slipway");
    }
    try {
      return parse(root);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static OutsideException unreadable(Path file, String why, Exception cause) {
    return new OutsideException(
        "SLW-3030", file + " cannot be read: " + why
            + ". Its instance runs on and nothing was touched; restore the file from a backup, or stop its process and remove its folder",
            cause);
  }

  private static Intent parse(JsonNode root) {
    Optional<Intent.Death> died =
        Optional.ofNullable(root.get("died")).map(d -> new Intent.Death(text(d, "reason"), moment(d.path("again"))));
    return new Intent(
        TargetId.parse(text(root, "target")),
        InstanceId.parse(text(root, "instance")),
        release(root.path("release")),
        (int) number(root, "port"),
        number(root, "epoch"),
        (int) number(root, "attempt"),
        text(root, "life"),
        moment(root.path("startedAt")),
        (int) number(root, "deaths"),
        (int) number(root, "quickDeaths"), root.path("oomKills").asInt(0), // Earlier versions did not write the latter.
        died);
  }

  private static Intent.Moment moment(JsonNode node) {
    return new Intent.Moment(text(node, "boot"), number(node, "uptimeMillis"));
  }

  private static Release release(JsonNode node) {
    JsonNode h = node.path("health");
    HealthSpec health =
        new HealthSpec(
            optional(h, "ready"),
            optional(h, "live"),
            optional(h, "detail"),
            Duration.ofMillis(number(h, "intervalMillis")),
            Duration.ofMillis(number(h, "timeoutMillis")),
            Duration.ofMillis(number(h, "startupDeadlineMillis")));
    Map<String, String> environment = new TreeMap<>();
    node.path("environment").properties().forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
    RunSpec run =
        new RunSpec(
            (int) number(node, "instances"),
            text(node, "artifactName"),
            text(node, "command"),
            environment,
            health,
            Duration.ofMillis(number(node, "stopGraceMillis")),
            Optional.ofNullable(node.get("memoryLimitBytes")).map(JsonNode::asLong));
    return new Release(
        new ReleaseId(text(node, "id")), text(node, "version"), new Digest(text(node, "artifact")),
            new Digest(text(node, "configuration")), run);
  }

  private static String text(JsonNode node, String field) {
    return optional(node, field).orElseThrow(() -> new IllegalArgumentException("it has no " + field));
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static long number(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(JsonNode::isIntegralNumber).map(JsonNode::asLong)
        .orElseThrow(() -> new IllegalArgumentException("it has no " + field));
  }
}
