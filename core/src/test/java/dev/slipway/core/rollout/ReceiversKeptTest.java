package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.notice.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told of a target is committed with it. */
class ReceiversKeptTest {
  private static final Optional<Receivers> TEAM = receivers("team");

  private static Optional<Receivers> receivers(String name) {
    return Optional.of(new Receivers(List.of(
        new Receiver(name, new Way.Slack("${env:SLACK}"), Receiver.When.USUAL, Optional.empty(), false))));
  }

  private static Command.Deploy deploy(String version, Optional<Receivers> receivers) {
    return new Command.Deploy("anna", Given.release(version, 1), Given.CALM, Given.SETTINGS, Command.WhenBusy.QUEUE, false, "",
        Optional.empty(), Optional.empty(), Optional.empty(), receivers);
  }

  @Test
  void they_are_those_of_the_deploy_that_began_last_until_the_next_begins() {
    Story story = Story.stable("1", 1);
    assertEquals(Optional.empty(), story.command(deploy("1", TEAM)).state().receivers(), "nothing began");
    assertEquals(TEAM, story.command(deploy("2", TEAM)).state().receivers());
    assertEquals(TEAM, story.command(deploy("3", receivers("other"))).state().receivers(), "it waits");
    TargetState back = story.abort().command(new Command.Pause("anna", "")).state();
    assertEquals(TEAM, back.receivers());
    assertEquals(TEAM, back.takenDown().receivers());
  }

  @Test
  void a_rollback_tells_whom_the_deploy_told() {
    TargetState warm = Story.stable("1", 1).command(deploy("2", TEAM)).state();
    TargetState ended = warm.settled(Given.release("2", 1), Given.SETTINGS, Optional.empty()).ended(Optional.empty());
    Decision back = Decider.decide(ended, new Input.Commanded(
        new Command.Rollback("anna", "slow", Optional.of(Given.release("1", 1))), warm.rollout().orElseThrow().startedAt()));
    assertEquals(Rollout.Kind.ROLLBACK, back.state().rollout().orElseThrow().kind());
    assertEquals(TEAM, back.state().receivers());
  }
}
