package dev.slipway.cli.command;

import dev.slipway.adapters.haproxy.Fragment;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.core.traffic.RouterSpec;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** About routers that a team runs itself. */
@Command(
    name = "router",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "About routers that you run yourselves.")
final class RouterCommand {

  @Command(
      name = "config",
      mixinStandardHelpOptions = true,
      description = {
        "Prints what your own HAProxies or nginx need in their configuration for an environment, to copy there once.",
        "Needs no server and changes nothing."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway router config production")
  int config(@Mixin TargetOptions options) {
    ConfigFile file = ConfigFile.find(options.file);
    WrittenEnvironment written = WrittenEnvironment.of(file, options.environment);
    Path folder = Objects.requireNonNull(file.path().toAbsolutePath().getParent(), "a file is in a folder");
    System.out.print(switch (written.config().settings().router().orElseThrow(() -> notTheirs("embedded"))) {
      case RouterSpec.Haproxy h -> Fragment.of(written.target(), written.config().settingsFrom(folder));
      case RouterSpec.Nginx n -> nginx(n);
      case RouterSpec.Kubernetes k -> throw notTheirs(k.word());
    });
    return Exit.DONE;
  }

  private static String nginx(RouterSpec.Nginx spec) {
    String include = spec.include().orElseThrow(() -> notTheirs("nginx without include"));
    return """
        # Once, in the section "http" of your nginx.conf; the file must exist before the next reload and may be empty:
        include %s;
        """.formatted(include);
  }

  private static CliException notTheirs(String router) {
    return new CliException(
        Exit.WRONG_USE, "SLW-6016 this environment's router is " + router
            + ", which Slipway configures itself: there is nothing to copy. Nothing was done");
  }
}
