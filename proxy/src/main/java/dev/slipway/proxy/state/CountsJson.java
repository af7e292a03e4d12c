package dev.slipway.proxy.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.proxy.traffic.ReleaseCounts;
import dev.slipway.proxy.traffic.TargetCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was counted of one target, as JSON; what is written reads back as the same. */
public final class CountsJson {
  private CountsJson() {}

  public static ObjectNode write(ObjectNode reply, TargetCounts counts) {
    reply.put("unrouted", counts.unrouted());
    releases(reply.putObject("releases"), counts.live());
    releases(reply.putObject("preview"), counts.preview());
    releases(reply.putObject("mirrored"), counts.mirrored());
    return reply;
  }

  public static TargetCounts read(JsonNode json) {
    return new TargetCounts(
        releases(json.path("releases")), releases(json.path("preview")), releases(json.path("mirrored")), json.path("unrouted").asLong());
  }

  private static void releases(ObjectNode all, Map<String, ReleaseCounts> byRelease) {
    byRelease.forEach((release, counts) -> release(all.putObject(release), counts));
  }

  private static Map<String, ReleaseCounts> releases(JsonNode json) {
    Map<String, ReleaseCounts> all = new LinkedHashMap<>();
    json.properties().forEach(each -> all.put(each.getKey(), release(each.getValue())));
    return all;
  }

  private static void release(ObjectNode json, ReleaseCounts counts) {
    json.put("requests", counts.requests())
        .put("status1xx", counts.status1xx())
        .put("status2xx", counts.status2xx())
        .put("status3xx", counts.status3xx())
        .put("status4xx", counts.status4xx())
        .put("status5xx", counts.status5xx())
        .put("connectFailures", counts.connectFailures())
        .put("retries", counts.retries())
        .put("aborted", counts.aborted())
        .put("inflight", counts.inflight())
        .put("gamma", LatencyHistogram.GAMMA);
    ObjectNode latency = json.putObject("latency");
    counts.latency().asMap().forEach((index, count) -> latency.put(Integer.toString(index), count));
  }

  private static ReleaseCounts release(JsonNode json) {
    Map<Integer, Long> latency = new LinkedHashMap<>();
    json.path("latency").properties().forEach(each -> latency.put(Integer.valueOf(each.getKey()), each.getValue().asLong()));
    return new ReleaseCounts(
        json.path("requests").asLong(),
        json.path("status1xx").asLong(),
        json.path("status2xx").asLong(),
        json.path("status3xx").asLong(),
        json.path("status4xx").asLong(),
        json.path("status5xx").asLong(),
        json.path("connectFailures").asLong(),
        json.path("retries").asLong(),
        json.path("aborted").asLong(),
        json.path("inflight").asLong(),
        LatencyHistogram.of(latency));
  }
}
