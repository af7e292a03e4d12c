package dev.slipway.adapters.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The entries of a target's map. Those that HAProxy itself reads are plain; the rest is packed, for a value must fit into a buffer. */
final class RecordedText {
  static final String SPLIT = "split";
  static final String PREVIEW = "preview";
  static final String SETTLED = "settled";

  private static final String FENCE = "fence";
  private static final String TABLE = "table.";
  private static final int CHUNK_CHARACTERS = 4_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedText() {}

  static Map<String, String> entries(Recorded recorded, Names names) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(FENCE, recorded.epoch() + "|" + recorded.generation());
    entries.put(SPLIT, recorded.split(names));
    entries.put(PREVIEW, recorded.preview(names));
    entries.put(SETTLED, recorded.settled() ? "1" : "0");
    String packed = packed(json(recorded));
    for (int from = 0, n = 0; from < packed.length(); from += CHUNK_CHARACTERS, n++) {
      entries.put(TABLE + n, packed.substring(from, Math.min(packed.length(), from + CHUNK_CHARACTERS)));
    }
    return entries;
  }

  /**
   * Reads them.
   *
   * @throws IOException when they are not what was written
   */
  static Recorded read(Map<String, String> entries) throws IOException {
    StringBuilder packed = new StringBuilder();
    for (int n = 0; entries.containsKey(TABLE + n); n++) {
      packed.append(entries.get(TABLE + n));
    }
    String fence = entries.getOrDefault(FENCE, "");
    if (packed.isEmpty() || !fence.matches("[0-9]{1,18}\\|[0-9]{1,18}")) {
      throw new IOException("the entries fence and table.0 are missing or damaged");
    }
    try {
      JsonNode json = JSON.readTree(unpacked(packed.toString()));
      String[] numbers = fence.split("\\|");
      boolean settled = "1".equals(entries.get(SETTLED));
      return recorded(json, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), settled);
    } catch (IllegalArgumentException e) {
      throw new IOException("the entry table.0 is damaged: " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(Recorded recorded) {
    ObjectNode json = JSON.createObjectNode();
    recorded.settings().ifPresent(s -> json.set("settings", SettingsJson.write(s)));
    RoutingTable table = recorded.table();
    table.stable().ifPresent(s -> json.put("stable", s.value()));
    table.preview().ifPresent(p -> json.put("preview", p.value()));
    var routes = json.putArray("routes");
    for (ReleaseRoute route : table.routes()) {
      ObjectNode one = routes.addObject().put("release", route.release().value()).put("weight", route.weight());
      var backends = one.putArray("backends");
      for (Backend each : route.backends()) {
        ObjectNode backend = SettingsJson.endpoint(each.endpoint()).put("ordinal", each.instance().ordinal())
            .put("draining", each.draining());
        backend.put("release", each.instance().release().value());
        backends.add(backend);
      }
    }
    ObjectNode slots = json.putObject("slots");
    new TreeMap<>(recorded.slots()).forEach((release, slot) -> slots.put(release.value(), slot));
    recorded.override().ifPresent(o -> json.putObject("override").put("by", o.by()).put("reason", o.reason()));
    return json;
  }

  private static Recorded recorded(JsonNode json, long epoch, long generation, boolean settled) {
    List<ReleaseRoute> routes = new ArrayList<>();
    for (JsonNode route : json.path("routes")) {
      List<Backend> backends = new ArrayList<>();
      for (JsonNode b : route.path("backends")) {
        InstanceId id = new InstanceId(new ReleaseId(b.path("release").asText()), b.path("ordinal").asInt());
        backends.add(new Backend(id, SettingsJson.endpoint(b), b.path("draining").asBoolean()));
      }
      routes.add(new ReleaseRoute(new ReleaseId(route.path("release").asText()), route.path("weight").asInt(), backends));
    }
    Map<ReleaseId, String> slots = new TreeMap<>();
    json.path("slots").properties().forEach(s -> slots.put(new ReleaseId(s.getKey()), s.getValue().asText()));
    Optional<TargetSettings> settings = json.has("settings") ? Optional.of(SettingsJson.read(json.path("settings"))) : Optional.empty();
    JsonNode override = json.path("override");
    return new Recorded(
        epoch, generation, settings, new RoutingTable(release(json, "stable"), release(json, "preview"), routes), slots,
        override.isObject() ? Optional.of(new RouterSeen.Override(override.path("by").asText(), override.path("reason").asText()))
            : Optional.empty(),
        settled);
  }

  private static Optional<ReleaseId> release(JsonNode json, String key) {
    return json.has(key) ? Optional.of(new ReleaseId(json.path(key).asText())) : Optional.empty();
  }

  private static String packed(ObjectNode json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(json.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static byte[] unpacked(String packed) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(packed)))) {
      return in.readAllBytes();
    }
  }
}
