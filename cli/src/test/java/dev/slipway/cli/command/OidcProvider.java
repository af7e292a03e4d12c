package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real OpenID provider in a process of its own. */
final class OidcProvider implements AutoCloseable {
  private final Process process;
  final String issuer;

  private OidcProvider(Process process, String issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  static OidcProvider start() throws IOException, InterruptedException {
    return start("https://deploy.example.com/sign-in/callback");
  }

  /** One that also sends people back to a client with a secret at an address. */
  static OidcProvider start(String callback) throws IOException, InterruptedException {
    Process install = new ProcessBuilder("sh", Path.of("src/test/sh/install-oidc-provider").toAbsolutePath().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String modules = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (install.waitFor() != 0) {
      String message = "SKIPPED: signing in was NOT looked at, because no OpenID provider could be installed";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    Process process = new ProcessBuilder("node", Path.of("src/test/js/oidc-provider.mjs").toAbsolutePath().toString(), modules,
        callback)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String issuer = String.valueOf(out.readLine());
    assertEquals("http://127.0.0.1:", issuer.replaceFirst("[0-9]+$", ""), "the provider says where it is");
    return new OidcProvider(process, issuer);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
