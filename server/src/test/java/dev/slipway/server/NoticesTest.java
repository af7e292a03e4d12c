package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose receivers are real programs, some of them in trouble. */
@Timeout(120)
class NoticesTest {
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;
  private Path secret;
  private int port;

  @BeforeEach
  void begin() throws IOException {
    secret = Files.writeString(home.resolve("secret"), HookReceiver.SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    port = RunningServer.freePort();
  }

  private String yaml(String notify) {
    return RunningServer.yaml(port) + "notify:\n  " + notify.replace("\n", "\n  ") + "\n";
  }

  private String hook(String name, HookReceiver receiver, String more) {
    return name + ": { webhook: \"" + receiver.url() + "\", secret: \"${file:" + secret + "}\", allow-private: true" + more + " }";
  }

  private void deploy(RunningServer server, String yaml, String version) throws IOException {
    server.build(version);
    Answer answer = server.post(PRODUCTION + "/deploy", server.deploy(yaml, version, Map.of()));
    assertEquals(202, answer.status(), answer.text());
    server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals(version));
  }

  private static void awaitKinds(HookReceiver receiver, List<String> kinds) {
    ServerOnDatabase.await(() -> receiver.kinds().size() >= kinds.size(), "all of " + kinds + " arrive");
    assertEquals(kinds, receiver.kinds());
  }

  @Test
  void each_receiver_hears_what_it_asked_for_in_the_order_of_the_journal() throws IOException {
    try (HookReceiver all = new HookReceiver(); HookReceiver some = new HookReceiver(); RunningServer server = new RunningServer(home)) {
      String yaml = yaml(hook("all", all, "") + "\n" + hook("some", some, ", when: [promoted, rolled-back]") + "\n"
          + hook("other", some, ", environments: [staging]") + "\n" + hook("grave", some, ", severity: critical"));
      deploy(server, yaml, "1.0");
      deploy(server, yaml, "1.1");
      assertEquals(200, server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"reason\":\"<b>wrong</b>\\nprices\"}").status());
      server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0"));
      awaitKinds(all, List.of("started", "step-passed", "promoted", "started", "step-passed", "promoted", "going-back", "step-passed",
          "rolled-back"));
      awaitKinds(some, List.of("promoted", "promoted", "rolled-back"));
      assertTrue(all.told.stream().allMatch(HookReceiver.Told::signed));
      JsonNode second = all.told.get(5).body();
      assertEquals("1.1", second.at("/data/rollout/candidate/version").asText());
      assertEquals("1.0", second.at("/data/rollout/stable/version").asText());
      assertEquals("shop/production: rollout #3 from 1.1 to 1.0 begins, asked for by ada: <b>wrong</b> prices",
          all.told.get(6).body().at("/data/text").asText());
      assertEquals(all.told.size(), all.told.stream().map(HookReceiver.Told::id).distinct().count());
    }
  }

  @Test
  void a_receiver_in_trouble_is_tried_again_and_holds_up_nobody_else() throws IOException {
    try (HookReceiver silent = new HookReceiver(); HookReceiver well = new HookReceiver(); RunningServer server = new RunningServer(home)) {
      silent.answering(t -> silent.told.size() == 1 ? HookReceiver.NEVER : silent.told.size() == 2 ? 503 : 200);
      deploy(server, yaml(hook("silent", silent, "") + "\n" + hook("well", well, "")), "1.0");
      awaitKinds(well, List.of("started", "step-passed", "promoted"));
      // The first got no answer, the second a refusal for now.
      awaitKinds(silent, List.of("started", "started", "started", "step-passed", "promoted"));
      assertEquals(silent.told.get(0).id(), silent.told.get(2).id());
    }
  }

  @Test
  void what_is_refused_for_good_is_a_dead_letter_until_somebody_mends_it() throws IOException {
    try (HookReceiver receiver = new HookReceiver(); RunningServer server = new RunningServer(home)) {
      receiver.answering(t -> t.kind().equals("started") ? 410 : 200);
      deploy(server, yaml(hook("hook", receiver, "")), "1.0");
      awaitKinds(receiver, List.of("started", "step-passed", "promoted"));
      JsonNode dead = server.get("/notifications").body().path("dead");
      assertEquals(1, dead.size(), dead.toString());
      assertEquals("127.0.0.1 answered 410", dead.at("/0/trouble").asText());
      assertEquals(1, server.get("/targets").body().path("deadLetters").asInt());
      String id = dead.at("/0/id").asText();
      JsonNode still = server.post("/notifications/retry", "{\"by\":\"ada\",\"id\":\"" + id + "\"}").body();
      assertEquals(List.of(false, "127.0.0.1 answered 410"),
          List.of(still.at("/results/0/told").asBoolean(), still.at("/results/0/said").asText()));
      receiver.answering(t -> 200);
      assertTrue(server.post("/notifications/retry", "{\"by\":\"ada\"}").body().at("/results/0/told").asBoolean());
      assertEquals(receiver.told.getFirst().id(), receiver.told.getLast().id());
      assertEquals("{\"waiting\":[],\"dead\":[]}", server.get("/notifications").text());
      assertEquals(404, server.post("/notifications/drop", "{\"by\":\"ada\",\"id\":\"" + id + "\"}").status());
    }
  }

  @Test
  void a_receiver_is_tried_out_before_anything_is_deployed_and_a_private_address_only_where_it_is_meant() throws IOException {
    try (HookReceiver receiver = new HookReceiver(); RunningServer server = new RunningServer(home)) {
      String yaml = yaml(hook("hook", receiver, "") + "\nstranger: { webhook: \"" + receiver.url() + "\" }");
      JsonNode told = test(server, yaml, "hook");
      assertEquals("told by 127.0.0.1 answered 200", (told.path("told").asBoolean() ? "told by " : "") + told.path("said").asText());
      assertEquals(List.of("test"), receiver.kinds());
      JsonNode refused = test(server, yaml, "stranger");
      assertTrue(!refused.path("told").asBoolean() && refused.path("said").asText().contains("allow-private: true"), refused.toString());
      assertEquals("Did you mean hook?", test(server, yaml, "hok").path("hint").asText());
      JsonNode elsewhere = server.post("/notifications/test", new ObjectMapper().valueToTree(Map.of(
          "by", "ada", "receiver", "hook", "configText", yaml, "environment", "producton")).toString()).body();
      assertEquals("SLW-2030 Did you mean production?", elsewhere.path("code").asText() + " " + elsewhere.path("hint").asText());
      assertEquals(1, receiver.told.size());
    }
  }

  private static JsonNode test(RunningServer server, String yaml, String receiver) {
    return server.post("/notifications/test", new ObjectMapper().valueToTree(
        Map.of("by", "ada", "receiver", receiver, "configText", yaml)).toString()).body();
  }
}
