package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person changes the real HAProxy by its socket while a real server rolls out. */
@ExtendWith(SharedRig.class)
class SomebodyElseTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void a_split_set_by_hand_is_told_and_stays_until_a_person_resumes_and_a_second_one_is_not_written_over_either(Rig rig, Target target)
      throws IOException {
    ServiceFile file = target.shop().with("router", "haproxy");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    JsonNode asked = target.deploy(file.strategy(Strategies.canary("30%, 100%", "3s")).with("on-no-data", "promote"), "1.1.0");
    target.awaitBaking(30);
    for (int time = 1; time <= 2; time++) {
      String ours = split(rig, target);
      assertTrue(ours.startsWith("30|"), ours);
      byHand(rig, target, ours.replaceFirst("^30", "77"));
      target.await("the pause", SOON, s -> s.path("rollout").path("paused").path("reason").asText().contains("somebody else"));
      Program.Ended status = rig.program().run("status", target.name());
      assertTrue(status.said().contains("SLW-2017") && status.said().contains("77|"), status::said);
      // Longer than the bake: the rollout does not go on, and nobody writes over what the person set.
      Wait.millis(4_000);
      assertTrue(split(rig, target).startsWith("77|"), () -> said(rig, target));
      assertEquals(30, target.status().path("rollout").path("weight").asInt());
      Program.Ended resumed = rig.program().run("resume", target.name());
      assertEquals(0, resumed.exit(), resumed::said);
      if (time == 1) {
        assertTrue(Wait.until(SOON, 20, () -> said(rig, target).startsWith("30|")), () -> said(rig, target));
        target.await("no pause", SOON, s -> !s.path("rollout").has("paused"));
      }
    }
    assertEquals("promoted", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
  }

  private static String said(Rig rig, Target target) {
    try {
      return split(rig, target);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String split(Rig rig, Target target) throws IOException {
    String entries = ask(rig, target, "show map " + map(rig, target));
    return entries.lines().filter(l -> l.contains(" split ")).map(l -> l.substring(l.indexOf(" split ") + 7)).findFirst().orElse(entries);
  }

  private static void byHand(Rig rig, Target target, String split) throws IOException {
    assertEquals("", ask(rig, target, "set map " + map(rig, target) + " split " + split).strip());
  }

  private static Path folder(Rig rig, Target target) {
    return rig.workspace().state().resolve("haproxy").resolve(target.name().replace('/', '.'));
  }

  private static Path map(Rig rig, Target target) {
    return folder(rig, target).resolve(target.name().replace('/', '.') + ".map");
  }

  private static String ask(Rig rig, Target target, String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder(rig, target).resolve("api.sock")));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
