package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.InstalledSlipway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people on one server, on the command line, each as a process of its own. */
class AccessRunTest {
  private static final int MOST_SECONDS = 120;

  @TempDir Path home;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void a_slipway() throws IOException {
    Path slipway = home.resolve("slipway");
    String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dslipway.launcher="
        + slipway + " -cp '" + System.getProperty("java.class.path") + "'";
    Files.writeString(slipway, """
        #!/bin/sh
        case "$1:$2" in
          server:stop) main=dev.slipway.cli.SlipwayMain ;;
          server:*) main=dev.slipway.server.ServerMain; shift ;;
          proxy:--dir) main=dev.slipway.proxy.ProxyMain; shift ;;
          *) main=dev.slipway.cli.SlipwayMain ;;
        esac
        exec %s $main "$@"
        """.formatted(java));
    Files.setPosixFilePermissions(slipway, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    slipway(Map.of(), "server", "stop");
    InstalledSlipway.endProxy(home);
  }

  private Run slipway(Map<String, String> environment, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("slipway").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
        .redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
    builder.environment().put("SLIPWAY_STATE", home.resolve("state").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "it did not end");
    return new Run(process.exitValue(), Files.readString(home.resolve("out")), Files.readString(home.resolve("err")));
  }

  private Run done(Map<String, String> environment, String... words) throws IOException, InterruptedException {
    Run run = slipway(environment, words);
    assertEquals(0, run.exit(), run.err());
    return run;
  }

  @Test
  void a_token_is_made_used_listed_and_ended() throws Exception {
    Path file = home.resolve("ann.token");
    Run made = done(Map.of("SLIPWAY_BY", "root"), "token", "create", "--name", "ann", "--group", "release", "--role",
        "deployer@shop/staging", "--role", "viewer@*/*", "--expires", "30d", "--out", file.toString());
    String token = Files.readString(file).strip();
    assertTrue(token.matches("slw_[0-9a-f]{12}_[0-9a-f]{72}"), token);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(made.out().contains(token), made.out());
    Run self = done(Map.of("SLIPWAY_TOKEN_FILE", file.toString()), "whoami");
    assertTrue(self.out().contains("ann") && self.out().contains("deployer@shop/staging") && self.out().contains("release"), self.out());
    assertTrue(done(Map.of("SLIPWAY_TOKEN", token), "whoami", "--json").out().contains("\"proven\":true"));
    assertTrue(done(Map.of(), "whoami", "--json").out().contains("\"proven\":false"));
    Run refused = slipway(Map.of(), "pause", "shop/production", "--token-file", file.toString());
    assertEquals(2, refused.exit());
    assertTrue(refused.err().startsWith("SLW-5160 ann is not deployer@shop/production"), refused.err());
    assertTrue(slipway(Map.of(), "token", "create", "--role", "viewer@*/*", "--out", file.toString()).err().startsWith("SLW-6081 "));
    assertTrue(slipway(Map.of(), "token", "create", "--role", "viewer@*/*", "--expires", "soon").err().startsWith("SLW-6080 "));
    String id = token.substring(4, 16);
    assertTrue(done(Map.of(), "token", "list").out().contains(id + "  ann"), "an id and whose it is");
    assertTrue(done(Map.of(), "token", "revoke", id).out().contains("opens nothing any more"));
    assertTrue(slipway(Map.of("SLIPWAY_TOKEN", token), "whoami").err().startsWith("SLW-5161 "));
  }

  @Test
  void a_role_is_given_listed_and_taken_back() throws Exception {
    Run given = done(Map.of(), "access", "grant", "group:release", "approver@shop/production");
    assertTrue(given.out().contains("is approver@shop/production now"), given.out());
    assertTrue(done(Map.of(), "access", "list").out().matches("(?s)group:release +approver@shop/production\n"));
    Run again = done(Map.of(), "access", "grant", "group:release", "approver@shop/production");
    assertTrue(again.out().contains("already"), again.out());
    done(Map.of(), "access", "withdraw", "group:release", "approver@shop/production");
    assertTrue(done(Map.of(), "access", "list").out().startsWith("nobody was given a role yet"));
    assertTrue(slipway(Map.of(), "access", "grant", "ann", "king@shop/production").err().startsWith("SLW-5162 king is no role"));
  }

  @Test
  void what_waits_is_approved_only_under_the_number_and_digest_that_it_has() throws Exception {
    Files.writeString(Files.createDirectories(home.resolve("dist")).resolve("shop-1.0.jar"), "bytes");
    Files.writeString(home.resolve("slipway.yaml"), """
        service: shop
        artifact: { process: { file: "dist/shop-${version}.jar", run: "false ${artifact} ${port}" } }
        environments: { production: { listen: 18443, approve: release } }
        """);
    done(Map.of("SLIPWAY_BY", "root"), "deploy", "production", "1.0", "--detach");
    String shown = done(Map.of(), "approve", "production", "--json").out();
    String digest = shown.replaceFirst("(?s).*\"digest\":\"([0-9a-f]{64})\".*", "$1");
    for (String[] named : new String[][] {{"2", digest}, {"1", "0123456789"}, {"1", digest.substring(0, 7)}}) {
      Run refused = slipway(Map.of(), "approve", "production", "--rollout", named[0], "--digest", named[1]);
      assertEquals(2, refused.exit(), refused.out());
      assertTrue(refused.err().startsWith("SLW-6071 rollout 1 waits, bound to " + digest), refused.err());
    }
    String brief = "sha256:" + digest.substring(0, 8).toUpperCase(Locale.ROOT);
    Run meant = slipway(Map.of(), "approve", "production", "--rollout", "1", "--digest", brief);
    assertTrue(meant.err().startsWith("SLW-2076 "), meant.err());
  }
}
