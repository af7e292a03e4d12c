package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.core.spi.Notifier.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What arrives at each kind of receiver, over real HTTP. */
@Timeout(60)
class WaysTest {
  private final Notifier notifier = Given.notifier(Map.of("${env:KEY}", "a-key"), 5_000);

  private static WebReceiver taking(int status, String body) throws IOException {
    return new WebReceiver(a -> WebReceiver.Answer.of(status, body));
  }

  private void taken(Way way, Notice notice) {
    Answer answer = notifier.tell(Given.receiver(way), notice);
    assertInstanceOf(Answer.Taken.class, answer, answer.said());
  }

  private static Notice evil() {
    return Given.notice(NoticeKind.FAILED, Severity.ERROR, Given.EVIL, false, Optional.empty());
  }

  @Test
  void a_secret_that_begins_with_whsec_is_the_base64_of_its_bytes() throws Exception {
    byte[] bytes = "\u00e4 key of any bytes\n".getBytes(StandardCharsets.ISO_8859_1);
    Notifier signing = Given.notifier(Map.of("${env:HOOK}", "whsec_" + Base64.getEncoder().encodeToString(bytes)), 5_000);
    try (WebReceiver hook = taking(200, "")) {
      Answer answer = signing.tell(Given.receiver(new Way.Webhook(hook.url(), Optional.of("${env:HOOK}"))), evil());
      assertInstanceOf(Answer.Taken.class, answer, answer.said());
      WebReceiver.Asked asked = hook.asked.getFirst();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      String signed = "slipway-failed." + Given.AT.getEpochSecond() + "." + asked.body();
      assertEquals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
          asked.headers().get("webhook-signature"));
    }
  }

  @Test
  void pagerduty_opens_one_alarm_a_target_and_resolves_it_with_the_same_key() throws IOException {
    try (WebReceiver pager = taking(202, "{\"status\":\"success\"}")) {
      Way way = new Way.PagerDuty("${env:KEY}", Optional.of(pager.url() + "/v2/enqueue"));
      taken(way, Given.notice(NoticeKind.GOING_BACK, Severity.ERROR));
      taken(way, Given.notice(NoticeKind.PROMOTED, Severity.INFO));
      JsonNode trigger = pager.asked.get(0).body();
      JsonNode resolve = pager.asked.get(1).body();
      assertEquals(List.of("trigger", "resolve"), List.of(trigger.path("event_action").asText(), resolve.path("event_action").asText()));
      assertEquals(trigger.path("dedup_key"), resolve.path("dedup_key"));
      assertEquals("a-key", trigger.path("routing_key").asText());
      assertEquals("error", trigger.at("/payload/severity").asText());
      assertFalse(pager.asked.getFirst().headers().toString().contains("a-key"));
    }
  }

  @Test
  void pagerduty_has_an_alarm_of_its_own_for_each_problem_which_its_end_resolves() throws IOException {
    try (WebReceiver pager = taking(202, "{\"status\":\"success\"}")) {
      Way way = new Way.PagerDuty("${env:KEY}", Optional.of(pager.url() + "/v2/enqueue"));
      taken(way, Given.problem(NoticeKind.PROBLEM, "router:SLW-4056"));
      taken(way, Given.problem(NoticeKind.PROBLEM, "store:SLW-5006"));
      taken(way, Given.notice(NoticeKind.PROMOTED, Severity.INFO));
      taken(way, Given.problem(NoticeKind.PROBLEM_OVER, "router:SLW-4056"));
      List<String> told = pager.asked.stream()
          .map(a -> a.body().path("event_action").asText() + " " + a.body().path("dedup_key").asText()).toList();
      assertEquals(List.of("trigger slipway:shop/production:router:SLW-4056", "trigger slipway:shop/production:store:SLW-5006",
          "resolve slipway:shop/production", "resolve slipway:shop/production:router:SLW-4056"), told);
    }
  }
}
