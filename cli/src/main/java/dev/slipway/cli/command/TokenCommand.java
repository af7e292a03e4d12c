package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.OwnFile;
import dev.slipway.cli.view.AccessPicture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and ends tokens of the API. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes, lists and ends tokens: for people, for programs, for CI.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway token create --name ann --role deployer@shop/staging --role viewer@*/* --out ann.token",
      "  slipway token list",
      "  slipway token revoke 5f3a9c0d12ef"
    })
final class TokenCommand implements Runnable {
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  TokenCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a token and shows it this once. It never has more than whoever makes it, now or later.",
        "Use it through SLIPWAY_TOKEN_FILE, --token-file or SLIPWAY_TOKEN; no option takes a token itself."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  slipway token create --name ann --group release --role approver@shop/production",
        "  slipway token create --name ci --role deployer@shop/staging --scope deploy --expires 30d --out ci.token"
      })
  int create(
      @Mixin Common common,
      @Option(names = "--name", paramLabel = "NAME", description = "whom it proves (default: you)") Optional<String> name,
      @Option(names = "--group", paramLabel = "GROUP", description = "that its owner belongs to; may be repeated") List<String> groups,
      @Option(names = "--role", paramLabel = "ROLE@SERVICE/ENV", required = true,
          description = "viewer, deployer, approver, flag-admin or admin, with * for every service or environment; may be repeated")
          List<String> roles,
      @Option(names = "--expires", paramLabel = "TIME", defaultValue = "90d", description = "90d, 12h, 30m; at most a year (default: 90d)")
          String expires,
      @Option(names = "--scope", paramLabel = "SCOPE", defaultValue = "all",
          description = "what it is for, at most: read, deploy, approve, flags or all (default: all)")
          String scope,
      @Option(names = "--out", paramLabel = "FILE", description = "a new file for it, that you alone can read, instead of the terminal")
          Optional<Path> out) {
    ObjectNode body = TargetOptions.body().put("seconds", seconds(expires)).put("scope", scope);
    name.ifPresent(n -> body.put("name", n));
    List<String> named = groups == null ? List.of() : groups;
    named.forEach(body.withArray("groups")::add);
    roles.forEach(body.withArray("roles")::add);
    out.ifPresent(OwnFile::mustBeNew);
    JsonNode made = common.servers().connect().post("/tokens", body);
    if (out.isPresent()) {
      OwnFile.create(out.get(), made.path("token").asText() + "\n");
      ((ObjectNode) made).put("token", "").put("file", out.get().toString());
    }
    System.out.print(common.json ? made + "\n" : AccessPicture.made(made, out));
    return Exit.DONE;
  }

  private static long seconds(String text) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      throw new CliException(
          Exit.WRONG_USE, "SLW-6080 --expires is " + text + ". Nothing was changed. It is a number with s, m, h or d, as 90d");
    }
    long number = Long.parseLong(length.group(1));
    return switch (length.group(2)) {
      case "s" -> number;
      case "m" -> Duration.ofMinutes(number).toSeconds();
      case "h" -> Duration.ofHours(number).toSeconds();
      default -> Duration.ofDays(number).toSeconds();
    };
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists tokens with who made them, when they end and when they were last used: yours, or all if you are admin@*/*.")
  int list(@Mixin Common common) {
    JsonNode tokens = common.servers().connect().get("/tokens");
    System.out.print(common.json ? tokens + "\n" : AccessPicture.tokens(tokens.path("tokens")));
    return Exit.DONE;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a token at once, with every token that was made with it and every stream that it opened.",
      footerHeading = "%nExample:%n",
      footer = "  slipway token revoke 5f3a9c0d12ef")
  int revoke(@Mixin Common common, @Parameters(index = "0", paramLabel = "ID", description = "as token list shows it") String id) {
    JsonNode answer = common.servers().connect().post("/tokens/" + Api.encoded(id) + "/revoke", TargetOptions.body());
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    return Exit.DONE;
  }
}
