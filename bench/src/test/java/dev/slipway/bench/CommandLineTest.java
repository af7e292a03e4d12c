package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.client.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command line against a real server: exit statuses, and what a person reads. */
@ExtendWith(SharedRig.class)
class CommandLineTest {

  @Test
  void a_deploy_is_followed_to_its_end_and_can_be_looked_at_afterwards(Rig rig, Target target) {
    String file = target.write(target.shop().strategy(Strategies.blueGreen("0s"))).toString();
    Program.Ended deploy = rig.program().run("deploy", "-f", file, target.environment(), "1.0.0");
    assertEquals(0, deploy.exit(), deploy::said);
    assertSays(rig.program().run("status", target.name()), "1.0.0");
    assertSays(rig.program().run("history", target.name()), "1.0.0");
    assertSays(rig.program().run("logs", target.name()), "listens on");
    assertSays(rig.program().run("audit", "verify"), "");
  }

  @Test
  void a_deploy_says_where_it_comes_from_and_delivery_is_measured_from_its_commit_on(Rig rig, Target target) throws Exception {
    Path folder = rig.workspace().folder();
    git(folder, "init", "-q");
    git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--allow-empty", "-m", "feat: x");
    String commit = Files.readString(folder.resolve(".git/" + Files.readString(folder.resolve(".git/HEAD")).substring(5).strip())).strip();
    String file = target.write(target.shop().strategy(Strategies.blueGreen("0s"))).toString();
    Program.Ended deploy = rig.program().run("deploy", "-f", file, target.environment(), "1.0.0", "--commit", commit, "--ticket", "SHOP-7");
    assertEquals(0, deploy.exit(), deploy::said);
    assertSays(rig.program().run("audit", "list", target.name()), commit);
    JsonNode history = Api.JSON.readTree(rig.program().run("history", target.name(), "--json").out());
    JsonNode past = history.path("releases").path(0).path("provenance");
    assertEquals(commit + " SHOP-7", past.path("commit").asText() + " " + past.path("ticket").asText());
    assertTrue(Duration.between(Instant.parse(past.path("committedAt").asText()), Instant.now()).toMinutes() < 60, past::toString);
    assertSays(rig.program().run("metrics", "delivery", target.name()), "lead-time");
    JsonNode figures = Api.JSON.readTree(rig.program().run("metrics", "delivery", target.name(), "--json").out()).path("targets").path(0);
    assertTrue(figures.path("figures").valueStream().anyMatch(f -> f.path("name").asText().equals("lead-time") && f.has("value")),
        figures::toString);
    assertEquals(2, rig.program().run("deploy", "-f", file, target.environment(), "1.1.0", "--ticket", "two\nlines").exit());
  }

  @Test
  void a_server_says_where_its_token_is_and_refuses_what_it_does_not_know(Rig rig, Target target) throws Exception {
    assertEquals(64, Files.readString(Path.of(rig.program().run("server", "token").out().strip())).strip().length());
    Program.Ended unknown = rig.program().run("server", "token", "rotat");
    assertEquals(2, unknown.exit(), unknown::said);
    assertTrue(unknown.err().contains("there is no \"server token rotat\""), unknown::said);
  }

  private static void git(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertEquals(0, new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor());
  }

  @Test
  void a_deploy_that_goes_back_exits_with_1(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    String file = target.write(target.shop().strategy(Strategies.blueGreen("0s"))
        .with("validate", "[ { get: /api/orders, status: 200 } ]")).toString();
    Program.Ended deploy = rig.program().run("deploy", "-f", file, target.environment(), "1.3.5-lying");
    assertEquals(1, deploy.exit(), deploy::said);
    assertEquals("1.0.0", target.stableVersion());
  }

  @Test
  void a_killed_command_line_does_not_stop_the_rollout(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    String file = target.write(target.shop().strategy(Strategies.canary("50%, 100%", "1s")).with("on-no-data", "promote")).toString();
    Program.Started deploy = rig.program().start("deploy", "-f", file, target.environment(), "1.1.0");
    target.awaitBaking(50);
    deploy.process().destroyForcibly();
    assertTrue(Wait.until(Duration.ofSeconds(30), 50, () -> target.stableVersion().equals("1.1.0")), () -> target.status()
        .toPrettyString());
  }

  @Test
  void a_rollback_by_command_ends_with_users_on_the_release_before(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.1.0");
    Program.Ended rollback = rig.program().run("rollback", target.name(), "too slow");
    assertEquals(0, rollback.exit(), rollback::said);
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void an_unknown_environment_exits_with_2_and_names_those_there_are(Rig rig, Target target) {
    String file = target.write(target.shop()).toString();
    Program.Ended ended = rig.program().run("deploy", "-f", file, "produktion", "1.0.0");
    assertEquals(2, ended.exit(), ended::said);
    assertTrue(ended.err().contains(target.environment()), ended::said);
  }

  @Test
  void a_missing_artifact_exits_with_2_and_names_the_file(Rig rig, Target target) {
    String file = target.write(target.shop()).toString();
    Program.Ended ended = rig.program().run("deploy", "-f", file, target.environment(), "9.9.9");
    assertEquals(2, ended.exit(), ended::said);
    assertTrue(ended.err().contains("shop-9.9.9.jar"), ended::said);
  }

  @Test
  void a_fault_in_the_file_exits_with_2_and_says_where(Rig rig, Target target) {
    String file = target.write(target.shop().with("replikas", "2")).toString();
    Program.Ended ended = rig.program().run("deploy", "-f", file, target.environment(), "1.0.0");
    assertEquals(2, ended.exit(), ended::said);
    assertTrue(ended.err().matches("(?s).*\\.yaml:\\d+:\\d+.*replicas.*"), ended::said);
  }

  private static void assertSays(Program.Ended ended, String text) {
    assertEquals(0, ended.exit(), ended::said);
    assertTrue(ended.out().contains(text), ended::said);
  }
}
