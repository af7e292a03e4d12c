package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.BrowserSignIn;
import dev.slipway.cli.client.SignIn;
import dev.slipway.cli.client.SignIns;
import dev.slipway.cli.client.WebBrowser;
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
      "Signs in at the identity provider that the server believes: in your browser, or where there is none (over ssh, without a screen),",
      "by an address and a code for a browser elsewhere.",
      "What proves you is kept in a file that you alone can read, and renewed as long as the provider lets you in."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  SLIPWAY_SERVER=https://deploy.example.com:9470 slipway login",
      "  slipway login --device                 by a code, in a browser elsewhere"
    })
final class Login implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--issuer", paramLabel = "URL", description = "of several that the server believes (default: the first)")
  private Optional<String> issuer = Optional.empty();

  @Option(names = "--device", description = "by a code that you enter in a browser, here or elsewhere")
  private boolean device;

  @Override
  public Integer call() {
    String server = common.servers().url();
    JsonNode chosen = chosen(common.servers().stranger().get("/sign-in").path("issuers"));
    SignIn signIn = signIn(chosen.path("url").asText(), chosen.path("clientId").asText());
    SignIns.of(System.getenv()).keep(server, signIn);
    JsonNode self = common.servers().connect().get("/whoami");
    System.out.println(common.json ? self.toString() : "you are " + self.path("name").asText() + " at " + server);
    return Exit.DONE;
  }

  private SignIn signIn(String url, String clientId) {
    return WebBrowser.of(System.getenv()).filter(b -> !device).flatMap(b -> BrowserSignIn.of(url, clientId, b, System.err))
        .orElseGet(() -> SignIn.byDevice(url, clientId, System.err));
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
