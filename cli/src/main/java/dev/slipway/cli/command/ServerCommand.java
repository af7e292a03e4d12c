package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the server. The launcher starts its own process for it; what is left here is help, and stopping. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server in the foreground; stop ends one that runs in the background.",
      "Other commands start one in the background by themselves. Instances and proxy run on without it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway server --state /var/lib/slipway --port 9470",
      "  slipway server --database postgresql://slipway@localhost/slipway",
      "  slipway server --host 0.0.0.0 --tls-certificate deploy.pem --tls-key deploy.key",
      "  slipway server --oidc-issuer https://login.example.com --oidc-client-id slipway --oidc-groups-claim groups",
      "  slipway server token                   where the token is that clients show",
      "  slipway server token rotate            a new token at once, in the state folder",
      "  slipway server stop"
    })
final class ServerCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..2", paramLabel = "ACTION",
      description = "stop: end the server of the state folder; token: where its token is; token rotate: change it")
  private List<String> action = List.of();

  @Option(names = "--database", paramLabel = "URL",
      description = "keep the state in PostgreSQL, with other servers: postgresql://USER@HOST:PORT/DATABASE; the folder remembers it")
  private Optional<String> database = Optional.empty();

  @Option(names = "--host", description = "address to listen on (default: 127.0.0.1)")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", description = "port to listen on (default: 9470)")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--tls-certificate", paramLabel = "FILE",
      description = "PEM: the certificate, then those that vouch for it; read again when it changes")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM: its key, PKCS #8")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--name", description = "by which clients may call it, beside its address and those of its certificate; may be repeated")
  private List<String> names = List.of();

  @Option(names = "--allow-plain-http", description = "even on an address that the network can reach: whoever sees the traffic can deploy")
  private boolean plainHttp;

  @Option(names = "--public-url", paramLabel = "URL",
      description = "what browsers call it, where something before it ends TLS or has another name (default: as they reach it)")
  private Optional<String> publicUrl = Optional.empty();

  @Option(names = "--wrong-credentials", paramLabel = "COUNT",
      description = "so many from one address in a minute, and others from there wait for a minute; 0 for any number (default: 20)")
  private Optional<Integer> wrongCredentials = Optional.empty();

  @Option(names = "--oidc-issuer", paramLabel = "URL",
      description = "who vouches for people (OpenID Connect); may be repeated, each with the options that follow it; remembered")
  private List<String> issuers = List.of();

  @Option(names = "--oidc-client-id", paramLabel = "ID", description = "of Slipway at that issuer: whom its tokens must be for")
  private List<String> clients = List.of();

  @Option(names = "--oidc-audience", paramLabel = "NAME", description = "whom they may be for as well; may be repeated")
  private List<String> audiences = List.of();

  @Option(names = "--oidc-name-claim", paramLabel = "CLAIM", description = "which says who it is (default: sub)")
  private List<String> nameClaims = List.of();

  @Option(names = "--oidc-groups-claim", paramLabel = "CLAIM", description = "which says the groups (default: none)")
  private List<String> groupsClaims = List.of();

  @Option(names = "--oidc-prefix", paramLabel = "TEXT", description = "before every name and group of that issuer")
  private List<String> prefixes = List.of();

  @Option(names = "--oidc-client-secret-file", paramLabel = "FILE",
      description = "holds what proves Slipway to that issuer, where it wants that for sign-in in a browser; readable by its owner alone")
  private List<Path> clientSecrets = List.of();

  @SuppressWarnings("NullAway.Init")
  ServerCommand() {}

  @Override
  public Integer call() {
    if (action.equals(List.of("token", "rotate"))) {
      return rotate();
    }
    if (action.equals(List.of("token"))) {
      return token();
    }
    if (!action.isEmpty() && !action.equals(List.of("stop"))) {
      throw new ParameterException(spec.commandLine(), "there is no \"server " + String.join(" ", action) + "\". Nothing was changed");
    }
    Optional<Api> running = common.servers().running();
    if (action.equals(List.of("stop"))) {
      running.ifPresent(api -> api.post("/stop", Api.JSON.createObjectNode()));
      System.out.println(running.isPresent() ? "the server ends; instances and proxy run on" : "no server runs in " + common.stateFolder());
      return Exit.DONE;
    }
    System.err.println("SLW-6012 start it through the slipway launcher: slipway server. Nothing was changed.");
    return Exit.WRONG_USE;
  }

  private int token() {
    Path file = common.stateFolder().resolve("token");
    if (!Files.exists(file)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6014 there is no token in " + common.stateFolder()
          + ". Nothing was changed. The first start of a server makes one");
    }
    System.out.println(common.json ? Api.JSON.createObjectNode().put("file", file.toString()).toString() : file.toString());
    return Exit.DONE;
  }

  private int rotate() {
    Optional<Api> running = common.servers().running();
    if (running.isEmpty()) {
      throw new CliException(
          Exit.WRONG_USE, "SLW-6014 no server runs in " + common.stateFolder() + ". Nothing was changed. Remove "
              + common.stateFolder().resolve("token")
              + ", and the next one makes a new token");
    }
    JsonNode answer = running.get().post("/token/rotate", TargetOptions.body());
    System.out.println(common.json ? answer.toString() : "the new token is in " + answer.path("file").asText() + "; "
        + answer.path("message").asText());
    return Exit.DONE;
  }
}
