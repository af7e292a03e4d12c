package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where systemd is really the first process, instances are units of it. */
@Timeout(180)
final class RealSystemdTest {
  private static final Pattern READY =
      Pattern.compile("(?s)ready as ([0-9]+) in .*?0::/system\\.slice/(slipway-shop-production-1\\.0\\.0[^\n]*\\.service)");
  @TempDir Path folder;

  private String facts() {
    try {
      Path facts = folder.resolve("facts");
      return Files.exists(facts) ? Files.readString(facts) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void server(SystemdMachine machine, String life) throws Exception {
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path errors = folder.resolve("java.err");
    String said = machine.run("systemd-run", "--quiet", "--collect", "--unit=server", "--property=StandardError=file:" + errors,
        System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classPath,
        SystemdStory.class.getName(), life, folder.toString());
    assertEquals("", said);
    try {
      eventually(life, () -> facts().contains(life + " done") || facts().contains("failed"));
    } catch (AssertionError e) {
      String all = machine.run("systemctl", "--no-pager", "list-units", "--all");
      throw new AssertionError(facts() + Files.readString(errors) + all, e);
    }
    assertTrue(facts().contains(life + " done"), this::facts);
  }

  @Test
  void an_instance_is_a_unit_that_outlives_the_server_s_unit_and_ends_when_it_is_told() throws Exception {
    try (SystemdMachine machine = SystemdMachine.boot(folder)) {
      server(machine, "first");
      assertTrue(facts().startsWith("starter SystemdStarter\n"), this::facts);
      Matcher ready = READY.matcher(facts());
      assertTrue(ready.find(), this::facts);
      assertTrue(facts().contains("log [listening on ") && facts().contains("memory true"), this::facts);
      String unit = ready.group(2);
      assertEquals("active", machine.run("systemctl", "is-active", unit));
      assertEquals("", machine.run("systemctl", "stop", "server"));
      assertEquals("active", machine.run("systemctl", "is-active", unit), "the end of the server ended its instance");
      server(machine, "second");
      List<String> expected =
          List.of("again READY as " + ready.group(1) + " after 0 restarts", "restarted", "stubborn one gone after its grace",
              "processes left 0");
      assertEquals(expected, facts().lines().dropWhile(l -> !l.startsWith("again")).limit(expected.size()).toList());
      eventually("units are collected", () -> units(machine).isEmpty());
    }
  }

  private static String units(SystemdMachine machine) {
    try {
      return machine.run("systemctl", "--no-legend", "--no-pager", "list-units", "--all", "slipway-shop*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
