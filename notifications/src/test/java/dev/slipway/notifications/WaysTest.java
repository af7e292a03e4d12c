package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
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
  void slack_gets_plain_text_in_which_no_value_means_more_than_itself() throws IOException {
    try (WebReceiver slack = taking(200, "ok")) {
      taken(new Way.Slack(slack.url()), Given.notice(NoticeKind.FAILED, Severity.ERROR, "*no* _x_ ~y~ `z` " + Given.EVIL, false, Optional.empty()));
      JsonNode message = slack.asked.getFirst().body();
      assertFalse(message.path("mrkdwn").asBoolean(true), "what stands where no blocks are shown");
      assertEquals(List.of("plain_text", "plain_text"),
          List.of(message.at("/blocks/0/text/type").asText(), message.at("/blocks/1/elements/0/type").asText()));
      String text = message.at("/blocks/0/text/text").asText();
      assertTrue(text.startsWith("\u274c shop/production: 1.4.0 failed: *no* _x_ ~y~ `z` "), text);
      assertTrue(text.contains("&lt;!channel&gt;") && text.contains("&lt;script&gt;") && !text.contains("<"), text);
      assertTrue(message.at("/blocks/1/elements/0/text").asText().contains("rollout #12"), message.toString());
      assertEquals("<https://ci.example.org/run/7>", message.at("/blocks/1/elements/1/text").asText());
    }
  }

  @Test
  void slack_takes_a_long_reason_and_nobody_reads_it_backwards() throws IOException {
    try (WebReceiver slack = taking(200, "ok")) {
      taken(new Way.Slack(slack.url()),
          Given.notice(NoticeKind.FAILED, Severity.ERROR, "\u202eevil\u0085 " + "<".repeat(2_000), false, Optional.empty()));
      String text = slack.asked.getFirst().body().at("/blocks/0/text/text").asText();
      assertTrue(text.length() <= 3_000 && text.endsWith("&lt;…"), text);
      assertTrue(text.contains("failed: evil &lt;"), text);
    }
  }

  @Test
  void a_team_says_it_in_its_own_words_and_only_values_are_made_harmless() throws IOException {
    try (WebReceiver slack = taking(200, "ok")) {
      Receiver receiver = new Receiver("team", new Way.Slack(slack.url()), Receiver.When.USUAL,
          Optional.of("<!here> ${service} *${version}* ${kind} by ${by}, ${reason} ${nothing}"), true);
      assertInstanceOf(Answer.Taken.class, notifier.tell(receiver, evil()));
      JsonNode message = slack.asked.getFirst().body();
      assertEquals("mrkdwn", message.at("/blocks/0/text/type").asText());
      String text = message.path("text").asText();
      assertTrue(text.replace("\u2060", "").startsWith("<!here> shop *1.4.0* failed by ada, \"&gt;&lt;script&gt;"), text);
      assertTrue(text.startsWith("<!here> shop *1.4.0* failed"), text);
      Notice marked = Given.notice(NoticeKind.FAILED, Severity.ERROR, "*b* _i_ ~s~ `c` <!channel> <http://evil|good>", false, Optional.empty());
      assertInstanceOf(Answer.Taken.class, notifier.tell(receiver, marked));
      String value = slack.asked.getLast().body().path("text").asText().replaceAll("(?s).*by ada, ", "");
      assertTrue(value.startsWith("\u2060*\u2060b\u2060*\u2060 \u2060_\u2060i\u2060_\u2060 \u2060~\u2060s\u2060~\u2060 \u02cbc\u02cb &lt;!channel"), value);
      assertFalse(value.contains("<") || value.contains("`"), value);
    }
  }

  @Test
  void teams_gets_a_card_that_reads_no_markdown_and_facts_and_own_words_in_which_values_are_none() throws IOException {
    try (WebReceiver teams = taking(202, "")) {
      taken(new Way.Teams(teams.url()), evil());
      JsonNode card = teams.asked.getFirst().body().at("/attachments/0/content");
      assertEquals(List.of("AdaptiveCard", "RichTextBlock", "TextRun"), List.of(card.path("type").asText(),
          card.at("/body/0/type").asText(), card.at("/body/0/inlines/0/type").asText()));
      assertTrue(card.at("/body/0/inlines/0/text").asText().contains("[a](http://evil)"), card.toString());
      assertTrue(card.at("/body/1/facts").toString().contains("\\\\#12"), card.toString());
      Receiver own = new Receiver("team", new Way.Teams(teams.url()), Receiver.When.USUAL, Optional.of("${reason}"), true);
      for (String[] each : new String[][] {{"[a](http://evil) <b> &lt;", "\\[a\\]\\(http://evil\\) &lt;b\\> &amp;lt;"},
          {"- x", "\\- x"}, {"1. x", "1\\. x"}, {"**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"}, {"1.4.0-rc", "1\\.4.0-rc"}}) {
        assertInstanceOf(Answer.Taken.class,
            notifier.tell(own, Given.notice(NoticeKind.FAILED, Severity.ERROR, each[0], false, Optional.empty())));
        assertEquals(each[1], teams.asked.getLast().body().at("/attachments/0/content/body/0/text").asText());
      }
    }
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
