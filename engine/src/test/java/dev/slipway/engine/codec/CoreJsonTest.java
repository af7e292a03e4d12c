package dev.slipway.engine.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoreJsonTest {
  private static final int VALUES_EACH = 300;

  /** What is kept or sent, with every record that can be reached from it. */
  static Stream<Class<?>> types() {
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> root : List.of(TargetState.class, Input.class, Event.class, Command.class, Release.class, JournalRecord.class, RoutingTable.class)) {
      reach(root, found);
    }
    return found.stream().sorted((a, b) -> a.getName().compareTo(b.getName()));
  }

  private static void reach(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType p) {
      Arrays.stream(p.getActualTypeArguments()).forEach(t -> reach(t, found));
    } else if (type instanceof Class<?> c && c.getName().startsWith("dev.slipway") && found.add(c)) {
      if (c.isSealed()) {
        SealedNames.members(c).forEach(m -> reach(m, found));
      } else if (c.isRecord()) {
        Arrays.stream(c.getRecordComponents()).map(RecordComponent::getGenericType).forEach(t -> reach(t, found));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_value_comes_back_as_it_was_and_is_written_as_the_same_bytes_again(Class<?> type) {
    Generated generated = new Generated(type.getName().hashCode());
    for (int i = 0; i < VALUES_EACH; i++) {
      Object value = generated.one(type);
      String json = CoreJson.write(value);
      Object back = CoreJson.read(type, json);
      assertEquals(value, back);
      assertEquals(json, CoreJson.write(back));
    }
  }

  @Test
  void all_phases_events_and_inputs_are_among_the_types() {
    List<Class<?>> all = types().toList();
    assertTrue(all.size() > 60, all.size() + " types");
    for (Class<?> sealed : List.of(Phase.class, Event.class, Input.class, Cause.class, Task.Outcome.class, Strategy.class, TargetSettings.Sticky.class)) {
      assertTrue(all.containsAll(SealedNames.members(sealed)), sealed.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_record_is_written_with_its_components_and_nothing_else_in_their_order(Class<?> type) throws Exception {
    JsonNode tree = CoreJson.mapper().readTree(CoreJson.write(new Generated(7).one(type)));
    if (!type.isRecord() || !tree.isObject()) {
      return;
    }
    List<String> names = new ArrayList<>(List.of(SealedNames.TYPE));
    Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
    assertEquals(names.size(), new HashSet<>(names).size(), "no component may be called " + SealedNames.TYPE);
    List<String> written = new ArrayList<>();
    tree.fieldNames().forEachRemaining(written::add);
    names.retainAll(written);
    assertEquals(names, written);
  }

  @Test
  void identifiers_times_and_counts_are_plain_and_readable() {
    LatencyHistogram histogram = LatencyHistogram.of(Map.of(300, 2L, 4, 1L));
    assertEquals("\"1.4.0-ab12cd34\"", CoreJson.write(new ReleaseId("1.4.0-ab12cd34")));
    assertEquals("\"1.4.0-ab12cd34.2\"", CoreJson.write(new InstanceId(new ReleaseId("1.4.0-ab12cd34"), 2)));
    assertEquals("\"shop/production\"", CoreJson.write(new TargetId("shop", "production")));
    assertEquals("\"" + "a".repeat(64) + "\"", CoreJson.write(new Digest("a".repeat(64))));
    assertEquals("7", CoreJson.write(new RolloutId(7)));
    assertEquals("\"PT1.000000001S\"", CoreJson.write(Duration.ofSeconds(1, 1)));
    assertEquals("\"2026-03-01T12:00:00.000000001Z\"", CoreJson.write(Instant.parse("2026-03-01T12:00:00.000000001Z")));
    assertEquals("{\"4\":1,\"300\":2}", CoreJson.write(histogram));
    assertEquals("{\"type\":\"going-back\",\"cause\":{\"type\":\"too-slow\",\"reason\":\"x\"},\"stage\":\"traffic\",\"told\":false,\"since\":\"1970-01-01T00:00:00Z\"}",
        CoreJson.write(new Phase.GoingBack(new Cause.TooSlow("x"), Phase.Stage.TRAFFIC, Optional.empty(), false, Instant.EPOCH)));
  }

  @Test
  void maps_and_sets_are_written_in_the_order_of_their_members_whatever_order_they_were_made_in() {
    Map<ReleaseId, Integer> forwards = new LinkedHashMap<>();
    Map<ReleaseId, Integer> backwards = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      forwards.put(new ReleaseId("r" + i), 1);
      backwards.put(new ReleaseId("r" + (8 - i)), 1);
    }
    assertEquals(CoreJson.write(forwards), CoreJson.write(new HashMap<>(backwards)));
    assertEquals("[\"r0\",\"r1\",\"r2\"]", CoreJson.write(Set.of(new ReleaseId("r2"), new ReleaseId("r0"), new ReleaseId("r1"))));
  }

  /** JSON that is not understood, and the word that the error must name. */
  @Test
  void what_is_not_understood_is_refused_with_its_name() {
    Map<String, String> events = new LinkedHashMap<>();
    events.put("{\"type\":\"self-destruct\",\"by\":\"x\"}", "self-destruct");
    events.put("{\"type\":\"resumed\",\"by\":\"x\",\"colour\":1}", "colour");
    events.put("{\"type\":\"resumed\"}", "by");
    events.put("{\"type\":\"resumed\",\"by\":null}", "by");
    events.put("{\"type\":\"resumed\",\"by\":\"x\",\"by\":\"y\"}", "by");
    events.put("{\"type\":\"resumed\",\"by\":7}", "String");
    events.put("{\"by\":\"x\"}", "type");
    events.put("{\"type\":\"approved\",\"by\":\"x\",\"step\":1.5,\"full\":true}", "step");
    events.put("{\"type\":\"approved\",\"by\":\"x\",\"step\":\"1\",\"full\":true}", "step");
    events.put("{\"type\":\"approved\",\"by\":\"x\",\"full\":true}", "step");
    events.put("{\"type\":\"rollout-ended\",\"id\":1,\"outcome\":\"exploded\",\"candidate\":\"a\",\"reason\":\"\"}", "exploded");
    events.put("{\"type\":\"deploy-queued\",\"release\":\"../etc\",\"by\":\"x\"}", "../etc");
    events.put("{\"type\":\"resumed\",\"by\":\"x\"} 1", "trailing");
    events.put("{\"type\":\"resumed\",\"by\":\"x\"", "end-of-input");
    events.forEach(
        (json, word) -> {
          CodecException e = assertThrows(CodecException.class, () -> CoreJson.read(Event.class, json), json);
          assertEquals(CodecException.UNREADABLE, e.code());
          assertTrue(String.valueOf(e.getMessage()).toLowerCase().contains(word.toLowerCase()), json + " → " + e.getMessage());
        });
  }

  @Test
  void an_envelope_of_a_newer_format_is_refused_before_its_content_is_looked_at() {
    CodecException e = assertThrows(CodecException.class, () -> Format.read(TargetState.class, "{\"format\":2,\"value\":{\"new\":true}}"));
    assertEquals(CodecException.NEWER, e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("written by a newer Slipway"));
    assertThrows(CodecException.class, () -> Format.read(TargetState.class, "{\"format\":3,\"shape\":[]}"));
  }

  @Test
  void an_envelope_with_anything_else_in_it_is_refused() {
    String good = Format.write(new RolloutId(3));
    assertEquals(new RolloutId(3), Format.read(RolloutId.class, good));
    for (String bad : List.of("", "3", "{}", "{\"value\":3}", "{\"format\":0,\"value\":3}", "{\"format\":1}", "{\"format\":1,\"value\":3,\"more\":1}", good + " x", good.substring(1))) {
      assertThrows(CodecException.class, () -> Format.read(RolloutId.class, bad), bad);
    }
  }

  @Test
  void counts_and_rollouts_keep_their_nested_maps() {
    TrafficCounts counts = new Generated(3).one(TrafficCounts.class);
    assertEquals(counts, CoreJson.read(TrafficCounts.class, CoreJson.write(counts)));
    Rollout rollout = new Generated(4).one(Rollout.class);
    assertEquals(rollout, CoreJson.read(Rollout.class, CoreJson.write(rollout)));
  }
}
