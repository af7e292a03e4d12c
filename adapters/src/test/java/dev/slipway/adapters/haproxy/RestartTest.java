package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy is restarted by somebody at the very moment of a change: after it has read its files, or between two of their writes. */
class RestartTest {
  private static final InstanceId LEAVING = new InstanceId(OwnRig.STABLE, 0);
  @TempDir Path folder;
  private OwnRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void an_instance_stays_while_a_haproxy_is_coming_that_has_read_the_files_in_which_it_still_serves() throws Exception {
    rig.router.apply(rig.target(), rig.table(30), new Fence(3, 7, false));
    Process coming = comingAndHeldUp();
    try {
      rig.router.apply(rig.target(), promoted(), new Fence(3, 8, false));
      assertEquals(Set.of(LEAVING), rig.router.read(TARGET).busy());
    } finally {
      coming.destroyForcibly().waitFor();
    }
    OwnRig.until(() -> rig.router.read(TARGET).drained().contains(LEAVING));
  }

  @Test
  void haproxy_may_be_started_between_any_two_writes_of_its_files_and_serves_all_and_nobody_takes_it_for_another_hand() throws Exception {
    rig.router.apply(rig.target(), rig.table(30), new Fence(3, 7, false));
    OwnFiles files = new OwnFiles(rig.own(), new Names(TARGET));
    Recorded before = files.recorded();
    rig.router.apply(rig.target(), promoted(), new Fence(3, 8, false));
    Recorded after = files.recorded();
    Map<String, String> texts = new TreeMap<>();
    List<Map<String, String>> moments = new ArrayList<>();
    for (Path each : List.of(files.backends(), files.map())) {
      texts.put(each.toString(), "");
    }
    new KeptOrder(files).change(Recorded.NOTHING, before);
    moments.add(now(texts));
    new KeptOrder(files, (file, text) -> {
      if (OwnFiles.replace(file, text)) {
        moments.add(now(texts));
      }
    }).change(before, after);
    assertTrue(moments.size() >= 4, "both files are written in more than one step: " + moments.size());
    for (Map<String, String> moment : moments) {
      for (Map.Entry<String, String> file : moment.entrySet()) {
        DurableFile.write(Path.of(file.getKey()), file.getValue());
      }
      rig.kill();
      assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
      Map<String, Integer> answers = rig.answers(40);
      assertTrue(Set.of("stable", "candidate").containsAll(answers.keySet()), moment + ": " + answers);
    }
  }

  private static Map<String, String> now(Map<String, String> files) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String each : files.keySet()) {
      texts.put(each, DurableFile.read(Path.of(each)).orElse(""));
    }
    return texts;
  }

  /** One that asks for the listening sockets after it has read its files, and is stopped there. */
  private Process comingAndHeldUp() throws Exception {
    Path socket = folder.resolve("held.sock");
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      Process coming = new ProcessBuilder("haproxy", "-db", "-f", rig.own().resolve("haproxy.cfg").toString(), "-f",
          rig.own().resolve("shop.production.cfg").toString(), "-x", socket.toString(), "-sf", Long.toString(rig.pid()))
          .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(folder.resolve("coming.log").toFile()).start();
      try (SocketChannel asked = listening.accept()) {
        assertTrue(asked.isOpen());
        assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(coming.pid())).start().waitFor());
      }
      return coming;
    }
  }

  /** The candidate has everything, and what was stable drains. */
  private RoutingTable promoted() {
    return new RoutingTable(Optional.of(OwnRig.CANDIDATE), Optional.empty(), List.of(
        new ReleaseRoute(OwnRig.CANDIDATE, 100, List.of(new Backend(new InstanceId(OwnRig.CANDIDATE, 0), rig.candidate.endpoint(), false))),
        new ReleaseRoute(OwnRig.STABLE, 0, List.of(new Backend(LEAVING, rig.stable.endpoint(), true)))));
  }
}
