package dev.slipway.cli.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gate from slipway.yaml through a real deploy, with a real server, proxy and service, to the journal. */
class GatedDeployRunTest {
  private static final int MOST_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUITE = "<testsuite name='s' tests='1' failures='%d'><testcase classname='Shop' name='adds'>"
      + "%s</testcase></testsuite>";

  @TempDir Path home;
  private Path slipway = Path.of("slipway");

  private record Run(int exit, String out, String said) {}

  @BeforeEach
  void a_service_and_a_slipway() throws IOException {
    slipway = home.resolve("slipway");
    String java = Path.of(System.getProperty("java.home"), "bin", "java")
        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
        + " -Dslipway.launcher=" + slipway + " -cp '" + System.getProperty("java.class.path") + "'";
    Files.writeString(slipway, """
        #!/bin/sh
        case "$1:$2" in
          server:stop) main=dev.slipway.cli.SlipwayMain ;;
          server:*) main=dev.slipway.server.ServerMain; shift ;;
          proxy:*) main=dev.slipway.proxy.ProxyMain; shift ;;
          *) main=dev.slipway.cli.SlipwayMain ;;
        esac
        exec %s $main "$@"
        """.formatted(java));
    Files.setPosixFilePermissions(slipway, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("shop-1.0.0.py"), """
        import http.server, os
        http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])), http.server.SimpleHTTPRequestHandler).serve_forever()
        """);
    Files.writeString(home.resolve("slipway.yaml"), """
        service: shop
        artifact: { process: { file: 'shop-${version}.py', run: 'python3 ${artifact}' } }
        environments:
          staging:
            listen: %d
            replicas: 1
            strategy: { blue-green: { bake: 0s } }
            on-no-data: promote
            gates: [ { junit: "reports/*.xml", name: unit-tests }, { version: newer } ]
        """.formatted(freePort()));
    Files.createDirectory(home.resolve("reports"));
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    slipway("remove", "staging", "--yes");
    slipway("server", "stop");
    Path pid = home.resolve("state/proxy/proxy.pid");
    if (Files.exists(pid)) {
      Optional<ProcessHandle> proxy = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
      proxy.ifPresent(ProcessHandle::destroy);
      proxy.ifPresent(p -> p.onExit().completeOnTimeout(p, MOST_SECONDS, TimeUnit.SECONDS).join());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Run slipway(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(slipway.toString()));
    command.addAll(List.of(words));
    Path out = home.resolve("out.txt");
    Path err = home.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SLIPWAY_STATE", home.resolve("state").toString());
    Process process = builder.start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + command + Files.readString(out) + Files.readString(err));
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(out) + Files.readString(err));
  }

  @Test
  void a_deploy_begins_only_with_passing_tests_and_the_journal_says_what_they_said() throws Exception {
    String plan = slipway("plan", "staging", "1.0.0").out();
    assertTrue(plan.contains("must hold first  unit-tests (junit) reports/*.xml\n"), plan);
    assertTrue(plan.contains("must hold first  version newer\n"), plan);
    Run missing = slipway("deploy", "staging", "1.0.0");
    assertEquals(1, missing.exit(), missing.said());
    assertTrue(missing.said().contains("SLW-6110") && missing.said().contains("SLW-6128")
        && missing.said().contains("Nothing was deployed"), missing.said());
    Files.writeString(home.resolve("reports/TEST-a.xml"), SUITE.formatted(1, "<failure message='2 is not 3'/>"));
    Run failing = slipway("deploy", "staging", "1.0.0");
    assertEquals(1, failing.exit(), failing.said());
    assertTrue(failing.said().contains("Shop.adds failed: 2 is not 3"), failing.said());
    assertEquals("", slipway("audit", "list").out(), "nothing has happened");
    Files.writeString(home.resolve("reports/TEST-a.xml"), SUITE.formatted(0, ""));
    Run deployed = slipway("deploy", "staging", "1.0.0");
    assertEquals(0, deployed.exit(), deployed.said());
    JsonNode gates = JSON.readTree(slipway("history", "staging", "--json").out()).at("/releases/0/gates");
    assertEquals("1 test, 0 skipped, in 1 file", gates.at("/0/said").asText());
    assertTrue(slipway("status", "staging").out().contains("gate unit-tests passed: 1 test"), "the status");
    assertTrue(slipway("audit", "list").out().contains("2 gates passed: unit-tests (1 test, 0 skipped, in 1 file); version (1.0.0 is "
        + "the first one here)"));
    assertEquals(0, slipway("audit", "verify").exit());
    Run older = slipway("gate", "staging", "0.9.0");
    assertEquals(1, older.exit(), older.said());
    assertTrue(older.out().contains("0.9.0 is not newer than 1.0.0, which is stable"), older.out());
  }
}
