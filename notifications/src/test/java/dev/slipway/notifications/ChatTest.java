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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people wrote, where people read it: in Slack and Teams it means nothing but itself. */
@Timeout(60)
class ChatTest {
  private final Notifier notifier = Given.notifier(Map.of(), 5_000);

  private static WebReceiver taking(int status, String body) throws IOException {
    return new WebReceiver(a -> WebReceiver.Answer.of(status, body));
  }

  private void taken(Way way, Notice notice) {
    Answer answer = notifier.tell(Given.receiver(way), notice);
    assertInstanceOf(Answer.Taken.class, answer, answer.said());
  }

  private static Notice because(String reason) {
    return Given.notice(NoticeKind.FAILED, Severity.ERROR, reason, false, Optional.empty());
  }

  @Test
  void slack_gets_plain_text_in_which_no_value_means_more_than_itself() throws IOException {
    try (WebReceiver slack = taking(200, "ok")) {
      taken(new Way.Slack(slack.url()), because("*no* _x_ ~y~ `z` " + Given.EVIL));
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
      taken(new Way.Slack(slack.url()), because("\u202eevil\u0085" + "<".repeat(2_000)));
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
      assertInstanceOf(Answer.Taken.class, notifier.tell(receiver, because(Given.EVIL)));
      JsonNode message = slack.asked.getFirst().body();
      assertEquals("mrkdwn", message.at("/blocks/0/text/type").asText());
      String text = message.path("text").asText();
      assertTrue(text.replace("\u2060", "").startsWith("<!here> shop *1.4.0* failed by ada, \"&gt;&lt;script&gt;"), text);
      assertTrue(text.startsWith("<!here> shop *1.4.0* failed"), text);
      Notice marked = because("*b* _i_ ~s~ `c` <!channel> <http://evil|good>");
      assertInstanceOf(Answer.Taken.class, notifier.tell(receiver, marked));
      String value = slack.asked.getLast().body().path("text").asText().replaceAll("(?s).*by ada, ", "");
      assertTrue(value.replace('\u2060', '|').startsWith("|*|b|*| |_|i|_| |~|s|~| \u02cbc\u02cb &lt;!channel"), value);
      assertFalse(value.contains("<") || value.contains("`"), value);
    }
  }

  @Test
  void teams_gets_a_card_that_reads_no_markdown_and_facts_and_own_words_in_which_values_are_none() throws IOException {
    try (WebReceiver teams = taking(202, "")) {
      taken(new Way.Teams(teams.url()), because(Given.EVIL));
      JsonNode card = teams.asked.getFirst().body().at("/attachments/0/content");
      assertEquals(List.of("AdaptiveCard", "RichTextBlock", "TextRun"), List.of(card.path("type").asText(),
          card.at("/body/0/type").asText(), card.at("/body/0/inlines/0/type").asText()));
      assertTrue(card.at("/body/0/inlines/0/text").asText().contains("[a](http://evil)"), card.toString());
      assertTrue(card.at("/body/1/facts").toString().contains("\\\\#12"), card.toString());
      Receiver own = new Receiver("team", new Way.Teams(teams.url()), Receiver.When.USUAL, Optional.of("${reason}"), true);
      for (String[] each : new String[][] {{"[a](http://evil) <b> &lt;", "\\[a\\]\\(http://evil\\) &lt;b\\> &amp;lt;"},
          {"- x", "\\- x"}, {"1. x", "1\\. x"}, {"**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"}, {"1.4.0-rc", "1\\.4.0-rc"}}) {
        assertInstanceOf(Answer.Taken.class, notifier.tell(own, because(each[0])));
        assertEquals(each[1], teams.asked.getLast().body().at("/attachments/0/content/body/0/text").asText());
      }
    }
  }
}
