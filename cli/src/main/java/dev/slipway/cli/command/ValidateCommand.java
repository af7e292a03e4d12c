package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.cli.view.Terminal;
import dev.slipway.cli.view.ValidationPicture;
import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.text.NearestName;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.validation.Report;
import dev.slipway.validation.Subject;
import dev.slipway.validation.Validation;
import dev.slipway.validation.ask.Reach;
import dev.slipway.validation.report.HtmlReport;
import dev.slipway.validation.report.JsonReport;
import dev.slipway.validation.report.JunitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks what runs in an environment everything that is written and that Slipway brings along. Needs no server. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the public address of an environment what validate says, and the usual checks beside it.",
      "Health, API, speed, security headers, TLS, integration and a short burst. Needs no server and changes nothing.",
      "Exit 0: nothing failed; 1: a check failed; 2: wrong use or configuration; 3: nobody answers there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway validate production",
      "  slipway validate production --address https://shop.example.com --group tls --group security-headers",
      "  slipway validate staging --junit checks.xml --html checks.html",
      "",
      "What each check asks, and what may fail: docs/validation.md"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ENV", description = "environment whose checks are asked")
  private String environment = "";

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--address", paramLabel = "URL", description = "scheme, host and port (default: listen of the environment)")
  private Optional<String> address = Optional.empty();

  @Option(names = "--group", paramLabel = "GROUP", description = "only this group; may be repeated")
  private List<String> groups = List.of();

  @Option(names = "--ca", paramLabel = "FILE", description = "authorities that vouch for the certificate, PEM (default: the system's)")
  private Optional<Path> ca = Optional.empty();

  @Option(names = "--within", paramLabel = "SECONDS", description = "longest time for all checks together (default: ${DEFAULT-VALUE})")
  private int withinSeconds = 900;

  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  private boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML as well")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "write one page as well")
  private Optional<Path> html = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    ConfigFile config = ConfigFile.find(file);
    WrittenEnvironment written = WrittenEnvironment.of(config, environment);
    TargetSettings settings = written.config().settings();
    Set<CheckGroup> wanted = wanted();
    Path folder = Optional.ofNullable(config.path().getParent()).orElse(config.path());
    CheckedAddress at = CheckedAddress.of(address, settings, ca, folder);
    Subject subject = new Subject(
        at.address(), written.config().health(), written.target(), "", Optional.empty(), folder, at.trust(), System.getenv(),
        System.getenv());
    Reach.fault(subject.address(), subject.port()).ifPresent(why -> {
      throw new CliException(Exit.UNREACHED, "SLW-6300 nobody answers at " + subject.address() + ": " + why
          + ". Nothing was checked. Deploy there first, or name another address with --address");
    });
    List<CheckSpec> specs = new ArrayList<>(written.config().policy().validation().orElse(List.of()));
    specs.add(CheckSpec.of(new CheckKind.Usual()));
    Report report = Validation.of(
        subject, specs, p -> wanted.isEmpty() || wanted.contains(p.group()), Duration.ofSeconds(Math.max(1, withinSeconds)));
    System.out.print(json ? JsonReport.of(report) + "\n" : ValidationPicture.of(report, Terminal.standard().live()));
    junit.ifPresent(to -> write(to, JunitReport.of(report)));
    html.ifPresent(to -> write(to, HtmlReport.of(report)));
    return report.passed() ? Exit.DONE : Exit.WENT_BACK;
  }

  private Set<CheckGroup> wanted() {
    return Set.copyOf(groups.stream().map(g -> CheckGroup.of(g).orElseThrow(() -> unknown(g))).toList());
  }

  private static CliException unknown(String group) {
    List<String> words = CheckGroup.words();
    String hint = NearestName.of(group, Set.copyOf(words)).map(n -> "Did you mean " + n + "?")
        .orElse("There are: " + String.join(", ", words));
    return new CliException(Exit.WRONG_USE, "SLW-6301 --group " + group + " is no group of checks. Nothing was checked. " + hint);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      String said = "SLW-6303 " + file + " cannot be written (" + e + "). The checks were made; name another file";
      throw new CliException(Exit.WRONG_USE, said, e);
    }
  }
}
