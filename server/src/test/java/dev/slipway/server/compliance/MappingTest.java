package dev.slipway.server.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Event;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.codec.EventText;
import dev.slipway.engine.codec.Generated;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final int EVENTS = 20_000;

  @Test
  void what_is_told_by_the_text_alone_is_what_the_event_is_evidence_of() {
    Generated generated = new Generated(5);
    Set<List<Evidence>> told = new HashSet<>();
    for (int i = 0; i < EVENTS; i++) {
      Event event = generated.one(Event.class);
      Optional<List<Evidence>> unread = Mapping.unread(EventText.of(CoreJson.writeEvents(List.of(event))).getFirst());
      unread.ifPresent(evidence -> assertEquals(Mapping.of(event), evidence, event::toString));
      unread.ifPresent(told::add);
    }
    assertTrue(told.containsAll(Set.of(
        List.of(), List.of(Evidence.EXPOSURE), List.of(Evidence.CHECK_PASSED), List.of(Evidence.CHECK_FAILED),
        List.of(Evidence.QUEUE), List.of(Evidence.INCIDENT), List.of(Evidence.RETIRED))), told::toString);
  }
}
