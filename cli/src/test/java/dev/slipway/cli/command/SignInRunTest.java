package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody signs in at a real OpenID provider, and does what the groups there allow. */
class SignInRunTest {
  private static final Pattern ADDRESS = Pattern.compile("Open (http\\S+)");

  @TempDir Path home;
  private SignInRig rig;

  @BeforeEach
  void a_provider() throws Exception {
    rig = new SignInRig(home, OidcProvider.start());
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    rig.close();
  }

  /** A browser that leaves the address to whoever waits for it. */
  private Path recorder() throws IOException {
    Path script = home.resolve("browser");
    Files.writeString(script, "#!/bin/sh\nprintf 'Open %s\\n' \"$1\" > '" + home.resolve("shown") + "'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /** By code in a browser elsewhere, or in that of this machine. */
  private void login(Map<String, String> there, boolean device) throws Exception {
    Map<String, String> environment = new HashMap<>(there);
    environment.put("BROWSER", recorder().toString());
    Process login = device ? rig.java(environment, "login", "dev.slipway.cli.SlipwayMain", "login", "--device")
        : rig.java(environment, "login", "dev.slipway.cli.SlipwayMain", "login");
    String address = SignInRig.awaited(home.resolve(device ? "login.err" : "shown"), ADDRESS);
    String last = new Browser("ann").through(address);
    assertTrue(last.contains(device ? "Sign-in Success" : "You can close this page"), last);
    assertTrue(login.waitFor(SignInRig.MOST_SECONDS, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource({"slipway-RS256,true", "slipway-ES256,true", "slipway-EdDSA,false"})
  void somebody_signs_in_on_the_command_line_and_has_what_was_given_to_a_group(String clientId, boolean device) throws Exception {
    String url = rig.started(clientId, "--port", "0");
    Map<String, String> own = Map.of("SLIPWAY_STATE", home.resolve("state").toString());
    assertEquals(0, rig.slipway(own, "access", "grant", "group:team-ann", "viewer@*/*").exit());
    Map<String, String> there = Map.of("SLIPWAY_SERVER", url);
    assertTrue(rig.slipway(there, "whoami").err().startsWith("SLW-6005 "));
    login(there, device);
    String said = Files.readString(home.resolve("login.err"));
    assertEquals("you are ann@example.com at " + url + "\n", Files.readString(home.resolve("login.out")), said);
    Path file = home.resolve("config/slipway/sign-in.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String before = Files.readString(file);
    SignInRig.Run self = rig.slipway(there, "whoami");
    assertTrue(self.out().contains("ann@example.com") && self.out().contains("team-ann") && self.out().contains("viewer@*/*"), self.err());
    assertNotEquals(before, Files.readString(file), "a token that ends within moments is renewed");
    assertEquals(0, rig.slipway(there, "status").exit());
    assertTrue(rig.slipway(there, "pause", "shop/production").err().startsWith("SLW-5160 ann@example.com is not deployer@shop/production"));
    assertEquals(0, rig.slipway(own, "access", "withdraw", "group:team-ann", "viewer@*/*").exit());
    assertTrue(rig.slipway(there, "status").err().startsWith("SLW-5160 "));
    assertTrue(rig.slipway(there, "logout").out().contains("is forgotten"));
    assertFalse(Files.readString(file).contains("refresh"));
  }
}
