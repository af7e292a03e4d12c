package dev.slipway.engine.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.core.rollout.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTextTest {
  private static final int ARRAYS = 3_000;
  private static final int MOST_EVENTS = 4;

  @Test
  void each_event_of_an_array_has_its_kind_and_text_and_reads_as_it_was() {
    Generated generated = new Generated(11);
    for (int i = 0; i < ARRAYS; i++) {
      List<Event> events = new ArrayList<>();
      for (int j = 0; j < i % MOST_EVENTS + 1; j++) {
        events.add(generated.one(Event.class));
      }
      List<EventText> texts = EventText.of(CoreJson.writeEvents(events));
      assertEquals(events.stream().map(e -> CoreJson.typeName(e.getClass())).toList(), texts.stream().map(EventText::type).toList());
      assertEquals(events.stream().map(CoreJson::write).toList(), texts.stream().map(EventText::text).toList());
      assertEquals(events, texts.stream().map(EventText::read).toList());
    }
    assertEquals(List.of(), EventText.of("[]"));
  }

  @Test
  void what_is_no_array_of_events_is_refused_as_it_is_when_it_is_read() {
    for (String wrong : List.of("", "[", "{}", "[{\"type\":\"", "[{\"type\":\"resumed\"", "[{\"type\":\"resumed\",\"by\":\"ada\"}",
        "[{\"type\":\"resumed\",\"by\":\"ada\"}]]", "[{\"type\":\"resumed\",\"by\":\"ada\"};]", "[{\"type\":\"resumed\",\"by\":\"ada\"},]",
        "x{\"type\":\"resumed\",\"by\":\"ada\"}]", "[{\"type\":\"resumed\",\"by\":\"ada\"};{\"type\":\"resumed\",\"by\":\"ada\"}]",
        "[{\"by\":\"ada\"}]", "[{\"type\":\"never-heard-of\"},null]")) {
      assertThrows(CodecException.class, () -> EventText.of(wrong), wrong);
    }
    EventText unknown = EventText.of("[{\"type\":\"never-heard-of\"}]").getFirst();
    assertThrows(CodecException.class, unknown::read);
  }

  @Test
  void another_form_of_the_same_is_read_too() {
    assertEquals(List.of(new EventText("resumed", "{\"type\":\"resumed\",\"by\":\"ada\"}")),
        EventText.of("[ {\"by\": \"ada\", \"type\": \"resumed\"} ]"));
  }
}
