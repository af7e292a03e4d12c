package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.adapters.kubernetes.Clusters;
import dev.slipway.adapters.kubernetes.readiness.Around;
import dev.slipway.adapters.kubernetes.readiness.Finding;
import dev.slipway.adapters.kubernetes.readiness.Finding.Outcome;
import dev.slipway.adapters.kubernetes.readiness.Readiness;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether an environment is fit for production. */
@Command(
    name = "readiness",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at an environment in Kubernetes and says what is missing for production: what was found, why it matters, how to mend it.",
      "Exit 0: every check passed; 1: one failed; 3: one could not be looked at. Needs no server and changes nothing."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway readiness production")
final class ReadinessCommand implements Callable<Integer> {
  @Mixin private TargetOptions options = new TargetOptions();

  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  private boolean json;

  @Override
  public Integer call() {
    ConfigFile file = ConfigFile.find(options.file);
    EnvironmentConfig written = WrittenEnvironment.of(file, options.environment).config();
    Path folder = Objects.requireNonNull(file.path().toAbsolutePath().getParent(), "a file is in a folder");
    if (!(written.settingsFrom(folder).router().orElse(null) instanceof RouterSpec.Kubernetes spec)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6019 environment " + options.environment
          + " is not in Kubernetes, and of other platforms nothing is looked at in this version. Nothing was done");
    }
    List<Finding> findings = look(spec, around(written, folder));
    System.out.print(json ? json(findings) + "\n" : text(findings));
    return exit(findings);
  }

  private static List<Finding> look(RouterSpec.Kubernetes spec, Around around) {
    try (Clusters clusters = new Clusters(InstantSource.system(), System::nanoTime)) {
      return Readiness.of(clusters.facts(spec), around, Instant.now());
    } catch (OutsideException e) {
      throw new CliException(Exit.UNREACHED, e.said(), e);
    }
  }

  private static Around around(EnvironmentConfig written, Path folder) {
    List<URI> prometheus = written.policy().judge().sources().stream().filter(s -> s.kind() == SourceSpec.Kind.PROMETHEUS)
        .map(s -> URI.create(s.location())).toList();
    return new Around(prometheus, Runbooks.from(folder));
  }

  private static int exit(List<Finding> findings) {
    boolean failed = findings.stream().anyMatch(f -> f.outcome() == Outcome.FAILED);
    boolean undecided = findings.stream().anyMatch(f -> f.outcome() == Outcome.UNDECIDED);
    return failed ? Exit.WENT_BACK : undecided ? Exit.UNREACHED : Exit.DONE;
  }

  private String json(List<Finding> findings) {
    ObjectNode all = Api.JSON.createObjectNode().put("environment", options.environment).put("passed", exit(findings) == Exit.DONE);
    findings.forEach(f -> all.withArray("checks").addObject().put("check", f.check())
        .put("outcome", f.outcome().name().toLowerCase(Locale.ROOT)).put("found", f.found()).put("why", f.why()).put("mend", f.mend()));
    return all.toString();
  }

  private static String text(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    int width = findings.stream().mapToInt(f -> f.check().length()).max().orElse(1);
    for (Finding f : findings) {
      String mark = switch (f.outcome()) {
        case PASSED -> "passed   ";
        case FAILED -> "FAILED   ";
        case UNDECIDED -> "undecided";
      };
      out.append(String.format("  %-" + width + "s  %s  %s%n", f.check(), mark, f.found()));
      if (f.outcome() != Outcome.PASSED) {
        out.append(String.format("  %-" + width + "s             why:  %s%n", "", f.why()));
        out.append(String.format("  %-" + width + "s             mend: %s%n", "", f.mend()));
      }
    }
    long passed = findings.stream().filter(f -> f.outcome() == Outcome.PASSED).count();
    return out.append(passed).append(" of ").append(findings.size()).append(" checks passed").append(System.lineSeparator()).toString();
  }
}
