package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.SignIn;
import dev.slipway.cli.client.SignIns;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in at the identity provider that the server believes. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Signs in at the identity provider that the server believes: shows an address and a code for a browser, here or elsewhere.",
      "What proves you is kept in a file that you alone can read, and renewed as long as the provider lets you in."
    },
    footerHeading = "%nExample:%n",
    footer = "  SLIPWAY_SERVER=https://deploy.example.com:9470 slipway login")
final class Login implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--issuer", paramLabel = "URL", description = "of several that the server believes (default: the first)")
  private Optional<String> issuer = Optional.empty();

  @Override
  public Integer call() {
    String server = common.servers().url();
    JsonNode chosen = chosen(common.servers().stranger().get("/sign-in").path("issuers"));
    SignIn signIn = SignIn.byDevice(chosen.path("url").asText(), chosen.path("clientId").asText(), System.err);
    SignIns.of(System.getenv()).keep(server, signIn);
    JsonNode self = common.servers().connect().get("/whoami");
    System.out.println(common.json ? self.toString() : "you are " + self.path("name").asText() + " at " + server);
    return Exit.DONE;
  }

  private JsonNode chosen(JsonNode issuers) {
    for (JsonNode each : issuers) {
      if (issuer.isEmpty() || issuer.get().equals(each.path("url").asText())) {
        return each;
      }
    }
    throw new CliException(Exit.WRONG_USE, "SLW-6083 the server believes no identity provider" + issuer.map(i -> " " + i).orElse("")
        + ". Nothing was changed. Start it with slipway server --oidc-issuer, or use a token: slipway token create");
  }
}
