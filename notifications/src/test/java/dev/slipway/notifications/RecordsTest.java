package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.WebReceiver.Asked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers that keep a record of a rollout, over real HTTP: whatever is told twice is kept once. */
@Timeout(60)
class RecordsTest {
  private final Notifier notifier = Given.notifier(Map.of("${env:KEY}", "a-key"), 5_000);

  private void taken(Way way, Notice notice) {
    Answer answer = notifier.tell(Given.receiver(way), notice);
    assertInstanceOf(Answer.Taken.class, answer, answer.said());
  }

  @Test
  void github_has_one_record_a_rollout_however_often_it_is_told() throws IOException {
    ArrayNode kept = WebReceiver.JSON.createArrayNode();
    try (WebReceiver github = new WebReceiver(a -> gitHub(kept, a))) {
      Way way = new Way.GitHub("acme/shop", "${env:KEY}", Optional.of(github.url()));
      taken(way, Given.notice(NoticeKind.STARTED, Severity.INFO));
      taken(way, Given.notice(NoticeKind.STARTED, Severity.INFO));
      taken(way, Given.notice(NoticeKind.FAILED, Severity.ERROR));
      assertEquals(1, kept.size());
      assertEquals("0123456789abcdef", kept.at("/0/ref").asText());
      List<Asked> states = github.asked.stream().filter(a -> a.path().equals("/repos/acme/shop/deployments/7/statuses")).toList();
      assertEquals(List.of("in_progress", "in_progress", "failure"), states.stream().map(a -> a.body().path("state").asText()).toList());
      assertTrue(github.asked.stream().allMatch(a -> "Bearer a-key".equals(a.headers().get("authorization"))));
    }
  }

  private static WebReceiver.Answer gitHub(ArrayNode kept, Asked asked) {
    if (asked.method().equals("GET")) {
      return WebReceiver.Answer.of(200, kept.toString());
    }
    if (asked.path().endsWith("/deployments")) {
      kept.add(((ObjectNode) asked.body()).put("id", 7));
    }
    return WebReceiver.Answer.of(201, "{\"id\":7}");
  }

  @Test
  void gitlab_closes_the_record_that_it_opened() throws IOException {
    ArrayNode kept = WebReceiver.JSON.createArrayNode();
    try (WebReceiver gitlab = new WebReceiver(a -> gitLab(kept, a))) {
      Way way = new Way.GitLab("acme/shop", "${env:KEY}", Optional.of(gitlab.url()));
      taken(way, Given.notice(NoticeKind.STARTED, Severity.INFO));
      taken(way, Given.notice(NoticeKind.GOING_BACK, Severity.ERROR));
      taken(way, Given.notice(NoticeKind.FAILED, Severity.ERROR));
      assertEquals(List.of("failed"), kept.findValuesAsText("status"));
      assertTrue(gitlab.asked.getFirst().path().startsWith("/api/v4/projects/acme%2Fshop/deployments?"), gitlab.asked.getFirst().path());
      Answer without = notifier.tell(Given.receiver(way), Given.notice(NoticeKind.STARTED, Severity.INFO, "", false, Optional.empty()));
      assertTrue(without.said().contains("--commit"), without.said());
    }
  }

  private static WebReceiver.Answer gitLab(ArrayNode kept, Asked asked) {
    switch (asked.method()) {
      case "POST" -> kept.add(((ObjectNode) asked.body()).put("id", 3));
      case "PUT" -> ((ObjectNode) kept.get(0)).put("status", asked.body().path("status").asText());
      default -> { }
    }
    return WebReceiver.Answer.of(asked.method().equals("POST") ? 201 : 200, asked.method().equals("GET") ? kept.toString() : "{}");
  }

  @Test
  void a_forge_is_asked_nothing_about_what_it_has_no_word_for() throws IOException {
    try (WebReceiver forge = new WebReceiver(a -> WebReceiver.Answer.of(200, "[]"))) {
      for (Way way : List.of(new Way.GitHub("acme/shop", "${env:KEY}", Optional.of(forge.url())),
          new Way.GitLab("acme/shop", "${env:KEY}", Optional.of(forge.url())))) {
        taken(way, Given.notice(NoticeKind.NEEDS_PERSON, Severity.ERROR));
        assertEquals(List.of(), forge.asked);
        taken(way, Given.notice(NoticeKind.TEST, Severity.INFO));
        assertEquals("per_page=1", forge.asked.removeFirst().path().split("\\?")[1]);
      }
    }
  }

  @Test
  void a_status_page_has_one_incident_until_stable_carries_all_again() throws IOException {
    ArrayNode open = WebReceiver.JSON.createArrayNode();
    try (WebReceiver page = new WebReceiver(a -> statusPage(open, a))) {
      Way way = new Way.StatusPage("abc123", "${env:KEY}", Optional.of(page.url()));
      taken(way, Given.notice(NoticeKind.GOING_BACK, Severity.ERROR));
      taken(way, Given.notice(NoticeKind.GOING_BACK, Severity.ERROR));
      assertEquals(1, open.size());
      taken(way, Given.notice(NoticeKind.FAILED, Severity.ERROR));
      Asked last = page.asked.getLast();
      assertEquals("PATCH /v1/pages/abc123/incidents/inc1 resolved",
          last.method() + " " + last.path() + " " + last.body().at("/incident/status").asText());
      assertEquals("OAuth a-key", last.headers().get("authorization"));
    }
  }

  private static WebReceiver.Answer statusPage(ArrayNode open, Asked asked) {
    if (asked.method().equals("POST")) {
      open.add(((ObjectNode) asked.body().path("incident")).put("id", "inc1"));
    }
    return WebReceiver.Answer.of(200, asked.method().equals("GET") ? open.toString() : "{}");
  }
}
