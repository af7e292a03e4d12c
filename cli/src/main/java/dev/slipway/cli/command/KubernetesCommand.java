package dev.slipway.cli.command;

import dev.slipway.adapters.kubernetes.Rbac;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.core.traffic.RouterSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** About clusters. */
@Command(
    name = "kubernetes",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "About Kubernetes clusters that you deploy to.")
final class KubernetesCommand {

  @Command(
      name = "rbac",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the least rights that Slipway works with in the namespace of an environment: ServiceAccount, RoleBinding and Role.",
        "Needs neither server nor cluster and changes nothing."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway kubernetes rbac production | kubectl apply -f -")
  int rbac(@Mixin TargetOptions options) {
    WrittenEnvironment written = WrittenEnvironment.of(ConfigFile.find(options.file), options.environment);
    if (written.config().settings().router().orElse(null) instanceof RouterSpec.Kubernetes k) {
      System.out.print(Rbac.text(k));
      return Exit.DONE;
    }
    throw new CliException(Exit.WRONG_USE, "SLW-6018 environment " + options.environment
        + " is not in Kubernetes. Nothing was done. Rights are needed where platform is kubernetes");
  }
}
