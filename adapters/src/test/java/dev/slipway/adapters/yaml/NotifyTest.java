package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told, as it is written. */
class NotifyTest {
  private static final String BASE = """
      service: shop
      artifact: { process: { file: shop.jar, run: java -jar ${artifact} --port ${port} } }
      """;

  private static String text(String notify) {
    return BASE + "notify:\n  " + notify.strip().replace("\n", "\n  ") + "\nenvironments: { staging: { listen: 8080 } }\n";
  }

  private static List<Receiver> read(String notify) {
    return receivers(assertInstanceOf(
        ReadResult.Valid.class, SlipwayYaml.read(text(notify), "slipway.yaml"), () -> problems(notify).toString()).config(), "staging");
  }

  private static List<Receiver> receivers(ServiceConfig config, String environment) {
    return Optional.ofNullable(config.environments().get(environment)).orElseThrow().receivers();
  }

  private static List<String> problems(String notify) {
    return switch (SlipwayYaml.read(text(notify), "slipway.yaml")) {
      case ReadResult.Invalid i -> i.problems().stream().map(p -> p.code() + " " + p.message() + "; " + p.hint()).toList();
      case ReadResult.Valid v -> List.of();
    };
  }

  @Test
  void every_way_is_read() {
    List<Receiver> all = read("""
        team: { slack: "${file:/run/slack}", when: [failed, rolled-back], environments: production, text: "${service}: ${text}" }
        teams: { teams: "${env:TEAMS}" }
        pager: { pagerduty: "${env:PD_KEY}", severity: error, url: https://events.eu.pagerduty.com/v2/enqueue }
        mail: { email: { smtp: "m.example.org:587", from: s@example.org, to: [a@example.org, b@example.org],
                         user: s, password: "${env:PW}" } }
        hook: { webhook: "https://hooks.example.org/x?y=1", secret: "${file:/run/secrets/hook}", allow-private: true }
        records: { github: { repository: acme/shop, token: "${env:GH}" } }
        lab: { gitlab: { project: acme/shop, token: "${env:GL}" }, url: "https://gitlab.example.org" }
        events: { cdevents: "${env:EVENTS}" }
        page: { statuspage: { page: abc123, token: "${env:SP}" } }
        """);
    assertEquals(
        List.of("Slack", "Teams", "PagerDuty", "Email", "Webhook", "GitHub", "GitLab", "CdEvents", "StatusPage"),
        all.stream().map(r -> r.way().getClass().getSimpleName()).toList());
    Receiver team = all.getFirst();
    assertEquals(new Receiver("team", new Way.Slack("${file:/run/slack}"),
        new Receiver.When(List.of(NoticeKind.FAILED, NoticeKind.ROLLED_BACK), Severity.INFO, List.of("production")),
        Optional.of("${service}: ${text}"), false), team);
    assertEquals(new Way.Email("m.example.org:587", Way.Tls.STARTTLS, Optional.of(new Way.Login("s", "${env:PW}")), "s@example.org",
        List.of("a@example.org", "b@example.org")), all.get(3).way());
    assertEquals(true, all.get(4).allowPrivate());
  }

  @Test
  void an_environments_own_word_on_a_name_wins() {
    String yaml = BASE + """
        notify: { team: { slack: "${env:A}" }, hook: { webhook: "https://example.org" } }
        environments:
          staging: { listen: 8080, notify: { team: { slack: "${env:B}" } } }
          production: { listen: 8081 }
        """;
    ServiceConfig config = assertInstanceOf(ReadResult.Valid.class, SlipwayYaml.read(yaml, "slipway.yaml")).config();
    assertEquals(List.of(new Way.Slack("${env:B}"), new Way.Webhook("https://example.org", Optional.empty())),
        receivers(config, "staging").stream().map(Receiver::way).toList());
    assertEquals(new Way.Slack("${env:A}"), receivers(config, "production").getFirst().way());
  }

  @Test
  void a_fault_is_told_with_the_way_out() {
    assertEquals("SLW-1013", code("team: { slack: https://hooks.slack.com/services/T/B/x }"));
    assertEquals("SLW-1004 notify.team does not say how it is reached; name one of slack, teams, email, pagerduty, statuspage, webhook, "
        + "github, gitlab, cdevents", problems("team: { severity: error }").getFirst());
    assertEquals("SLW-1008 notify.team is reached in two ways: slack and teams; write two receivers",
        problems("team: { slack: \"${env:A}\", teams: \"${env:B}\" }").getFirst());
    assertEquals("SLW-1011 unknown word \"promotd\" in notify.team.when; did you mean \"promoted\"?",
        problems("team: { slack: \"${env:A}\", when: promotd }").getFirst());
    assertEquals("SLW-1010", code("team: { slack: \"${env:A}\", text: \"${versoin}\" }"));
    List<String> misspelt = problems("team: { slak: \"${env:A}\" }");
    assertTrue(misspelt.stream().anyMatch(p -> p.startsWith("SLW-1003") && p.contains("slack")), misspelt.toString());
    assertEquals("SLW-1006", code("hook: { webhook: \"ftp://example.org\" }"));
    assertEquals("SLW-1006", code("mail: { email: { smtp: smtp.example.org, from: a@example.org, to: b@example.org } }"));
    assertEquals("SLW-1004", code("mail: { email: { smtp: \"smtp.example.org:25\", from: a@example.org } }"));
    assertEquals("SLW-1008",
        code("mail: { email: { smtp: \"m:25\", tls: none, from: a@b.org, to: c@d.org, user: u, password: \"${env:P}\" } }"));
  }

  @Test
  void no_address_of_a_letter_brings_a_header_with_it() {
    for (String to : List.of("\"a@b.org\\nBcc: c@d.org\"", "\"a@b.org, c@d.org\"", "\"A <a@b.org>\"", "\"a@b.org\\r\"")) {
      assertEquals("SLW-1006", code("mail: { email: { smtp: \"m:25\", from: x@b.org, to: " + to + " } }"), to);
    }
  }

  @Test
  void the_example_of_the_page_is_read() throws IOException {
    String page = Files.readString(Path.of("../docs/notifications.md"));
    String example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
    ReadResult result = SlipwayYaml.read(BASE + example.substring(0, example.indexOf("```")), "slipway.yaml");
    ServiceConfig config = assertInstanceOf(ReadResult.Valid.class, result, result::toString).config();
    assertEquals(9, receivers(config, "staging").size());
  }

  private static String code(String notify) {
    List<String> problems = problems(notify);
    return problems.isEmpty() ? "none" : problems.getFirst().substring(0, 8);
  }
}
