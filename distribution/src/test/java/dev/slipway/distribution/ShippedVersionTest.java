package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cli.Version;
import dev.slipway.server.BuildVersion;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A server that ships knows which version it is: by it the proxy is upgraded after Slipway was. */
class ShippedVersionTest {

  @Test
  void the_server_says_the_version_of_the_command_line() {
    String from = BuildVersion.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Assumptions.assumeTrue(from.endsWith(".jar"), "it was not packed into a jar: ./mvnw verify does");
    assertEquals(Version.CURRENT, BuildVersion.text());
  }
}
