package dev.slipway.proxy.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.proxy.traffic.ReleaseCounts;
import dev.slipway.proxy.traffic.TargetCounts;
import java.util.Map;

/** The reply to {@code counts}. */
final class CountsJson {
  private CountsJson() {}

  static ObjectNode write(ObjectNode reply, Boot boot, long atMillis, TargetCounts counts) {
    reply.put("boot", boot.id()).put("at", atMillis).put("unrouted", counts.unrouted());
    releases(reply.putObject("releases"), counts.live());
    releases(reply.putObject("preview"), counts.preview());
    releases(reply.putObject("mirrored"), counts.mirrored());
    return reply;
  }

  private static void releases(ObjectNode all, Map<String, ReleaseCounts> byRelease) {
    byRelease.forEach((release, counts) -> release(all.putObject(release), counts));
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
}
