package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.adapters.docker.Callers.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's accounts of a container's network say about who asks it. */
final class CallersTest {
  private static final String HEAD = "  sl  local_address rem_address   st\n";
  private static final String OPEN = "   0: 020011AC:1F90 010011AC:D431 01\n";
  private static final String LISTENING = "   0: 00000000:1F90 00000000:0000 0A\n";
  @TempDir Path process;
  private Callers callers;

  @BeforeEach
  void begin() throws IOException {
    callers = new Callers(process, "172.17.0.2", 8080);
    Files.createDirectories(process.resolve("net"));
    Files.writeString(process.resolve("status"), "Name:\thttpd\nState:\tS (sleeping)\n");
    write(3, LISTENING, "172.17.0.2");
  }

  private void write(int takenUp, String connections, String address) throws IOException {
    Files.writeString(process.resolve("net/snmp"), "Tcp: ActiveOpens PassiveOpens\nTcp: 1 " + takenUp + "\n");
    Files.writeString(process.resolve("net/tcp"), HEAD + connections);
    Files.writeString(process.resolve("net/fib_trie"),
        "  |-- 172.17.0.0\n    /16 link UNICAST\n  |-- " + address + "\n    /32 host LOCAL\n");
  }

  @Test
  void nobody_asks_it_since_the_last_connection_was_taken_up_or_open() throws IOException {
    assertEquals(new Seen.Quiet(0), callers.look(1_000));
    assertEquals(new Seen.Quiet(500), callers.look(1_500));
    write(4, LISTENING, "172.17.0.2");
    assertEquals(new Seen.Quiet(0), callers.look(2_000), "one came and went between two looks");
    write(4, OPEN, "172.17.0.2");
    assertEquals(new Seen.Quiet(0), callers.look(9_000));
    write(4, LISTENING, "172.17.0.2");
    assertEquals(new Seen.Quiet(1_000), callers.look(10_000));
  }

  @Test
  void a_process_that_has_gone_is_told_from_one_that_may_not_be_read() throws IOException {
    Files.delete(process.resolve("net/snmp"));
    assertEquals(new Seen.Unreadable(), callers.look(1_000));
    Files.writeString(process.resolve("status"), "Name:\thttpd\nState:\tZ (zombie)\n");
    assertEquals(new Seen.Gone(), callers.look(1_000));
    assertEquals(new Seen.Gone(), new Callers(process.resolve("none"), "172.17.0.2", 8080).look(1_000));
  }

  @Test
  void accounts_of_another_that_got_the_number_of_the_process_are_not_taken_for_its_own() throws IOException {
    assertEquals(new Seen.Quiet(0), callers.look(1_000));
    write(3, LISTENING, "10.0.0.7");
    assertEquals(new Seen.Gone(), callers.look(60_000));
  }
}
