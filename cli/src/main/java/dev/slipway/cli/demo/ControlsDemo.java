package dev.slipway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.demo.Typed.Came;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Who may, what was verified, and proof of both: a gate that refuses, an approval that the one who asks cannot give, a candidate that
 * goes back because a check fails, and a report whose records prove themselves. In the words that people would type.
 */
public final class ControlsDemo {
  private static final String TARGET = "/targets/shop/production";
  private static final String GOOD = "1.0.0";
  private static final String LYING = "1.3.5-lying";

  private final boolean json;
  private final long startedNanos = System.nanoTime();

  /** A demo that prints for people, or one line of JSON. */
  public ControlsDemo(boolean json) {
    this.json = json;
  }

  /** Runs it and cleans up. Exit status 0 when everything came as announced. */
  public int run() throws IOException, InterruptedException {
    try (DemoWorkspace workspace = DemoWorkspace.create()) {
      Servers servers = new Servers(workspace.state());
      var unused = servers.connect();
      try {
        play(workspace, new Typed(workspace.folder(), workspace.state(), json));
      } finally {
        DemoCleanup.run(servers, workspace.state(), TARGET);
      }
    }
    if (json) {
      System.out.println(Api.JSON.createObjectNode().put("as_announced", true).put("seconds",
          (System.nanoTime() - startedNanos) / 1_000_000_000L));
    }
    return Exit.DONE;
  }

  private void play(DemoWorkspace workspace, Typed typed) throws IOException, InterruptedException {
    workspace.guarded();
    say("Two people: ann may deploy to production, ben may approve there, and neither may do the other's part.");
    expect(0, typed.run("admin", "token", "create", "--name", "ann", "--role", "deployer@shop/production", "--out", "ann.token"));
    expect(0, typed.run("admin", "token", "create", "--name", "ben", "--group", "release-managers", "--role", "approver@shop/production",
        "--out", "ben.token"));
    say("A gate: a test of " + GOOD + " failed, so nothing starts.");
    workspace.tests(false);
    expect(1, typed.run("ann", "deploy", "production", GOOD, "--detach"));
    say("The test is mended. The rollout begins with nothing but its approval to wait for.");
    workspace.tests(true);
    approved(typed, GOOD, true);
    say("The next one says at its health address that it is well, and lies: a check on the preview address finds out before a user does.");
    approved(typed, LYING, false);
    say("What an auditor gets: controls, the records that show them, and what is missing. The records prove themselves without this "
        + "server.");
    String day = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).toString();
    expect(0, typed.run("admin", "audit", "report", "--standard", "soc2", "--from", day, "--to", day, "--html", "report.html", "--export",
        "evidence.jsonl"));
    String key = expect(0, typed.run("admin", "audit", "key")).said().strip();
    Files.writeString(workspace.folder().resolve("slipway.key"), key + "\n");
    expect(0, typed.run("admin", "audit", "verify", "evidence.jsonl", "--key", "slipway.key"));
    say("And when one letter of it is changed:");
    String evidence = Files.readString(workspace.folder().resolve("evidence.jsonl"));
    Files.writeString(workspace.folder().resolve("forged.jsonl"), evidence.replace("ben", "eve"));
    expect(1, typed.run("admin", "audit", "verify", "forged.jsonl", "--key", "slipway.key"));
  }

  /** A deploy of ann's that she cannot approve herself, and ben can, once he has looked at it. */
  private void approved(Typed typed, String version, boolean good) throws IOException, InterruptedException {
    expect(0, typed.run("ann", "deploy", "production", version, "--detach"));
    expect(2, typed.run("ben", "approve", "production"));
    JsonNode waits = Api.JSON.readTree(typed.quietly("ben", "approve", "production", "--json").said().lines().findFirst().orElse(""));
    String rollout = waits.path("rollout").asText();
    String digest = waits.path("clearance").path("digest").asText().substring(0, 12);
    expect(2, typed.run("ann", "approve", "production", "--rollout", rollout, "--digest", digest));
    expect(0, typed.run("ben", "approve", "production", "--rollout", rollout, "--digest", digest));
    expect(good ? 0 : 1, typed.run("ann", "watch", "production"));
  }

  private static Came expect(int exit, Came came) {
    if (came.exit() != exit) {
      throw new CliException(Exit.UNREACHED, "SLW-6022 the demo did not go as announced: a command ended with status " + came.exit()
          + " in place of "
          + exit + ", and said: " + came.said().strip() + ". Nothing of yours was touched");
    }
    return came;
  }

  private void say(String text) {
    if (!json) {
      System.out.println("\n── " + text);
    }
  }
}
