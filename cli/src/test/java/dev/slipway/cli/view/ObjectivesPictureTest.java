package dev.slipway.cli.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Objectives as they are read on a terminal. */
class ObjectivesPictureTest {

  @Test
  void what_is_left_how_fast_it_burns_and_how_it_went_are_shown() throws JsonProcessingException {
    String text = ObjectivesPicture.of(new ObjectMapper().readTree("""
        {"targets":[{"target":"shop/production","spent":"refuse","objectives":[
          {"indicator":"latency 300ms","objective":"99% under 300ms over 7d","percent":99,"requests":1000,"bad":12,"good":98.8,
           "left":-0.2,"leftRequests":-2,"leftMinutes":-20.16,"isSpent":true,
           "burn":[{"minutes":60,"rate":4,"threshold":3.36,"alerts":true,"urgent":true},
                   {"minutes":4320,"rate":0,"threshold":0.2333,"alerts":false,"urgent":false}],
           "trend":[{"at":"2026-03-01T00:00:00Z","requests":500,"bad":0},{"at":"2026-03-02T00:00:00Z","requests":500,"bad":12}]}]}]}"""));
    assertTrue(text.contains("shop/production  a spent budget refuses deploys"), text);
    assertTrue(text.contains("98.8% of 1000 requests"), text);
    assertTrue(text.contains("-20% left, SPENT: -2 requests, or -20.16 minutes of outage"), text);
    assertTrue(text.contains("1h         4 times  BURNS FAST"), text);
    assertTrue(text.contains("(alerts from 0.233)"), text);
    assertTrue(text.contains("▁█  since 2026-03-01"), text);
  }

  @Test
  void of_a_metric_is_shown_how_much_of_the_time_is_known_and_why_it_is_not() throws JsonProcessingException {
    String text = ObjectivesPicture.of(new ObjectMapper().readTree("""
        {"targets":[{"target":"shop/production","spent":"warn","objectives":[
          {"indicator":"metric checkout-errors","objective":"99.5% over 30d","requests":0,"left":1,"coverage":97.5,
           "trouble":"SLW-4513 nobody there"}]}]}"""));
    assertTrue(text.contains("  checkout-errors 99.5% over 30d             no events yet"), text);
    assertTrue(text.contains("    known   97.5% of the time; now not: SLW-4513 nobody there\n"), text);
  }

  @Test
  void a_server_without_objectives_says_how_to_have_some() throws JsonProcessingException {
    assertTrue(ObjectivesPicture.of(new ObjectMapper().readTree("{\"targets\":[]}")).contains("write objectives:"));
  }
}
