package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.cli.gate.GateRun;
import dev.slipway.cli.gate.GateWords;
import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateResult.Outcome;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.version.SemanticVersion;
import dev.slipway.gates.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the gates before a rollout, without one. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at what must hold before a rollout: tests, coverage, findings, bill of materials, secrets and more.",
      "Exit 0: all gates passed; 1: one failed; 2: wrong use or configuration; 3: one could not be decided. Changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway gate production 1.4.0                          the gates of an environment",
      "  slipway gate --gate 'junit=target/surefire-reports/*.xml' --gate 'secrets=.'",
      "  slipway gate production 1.4.0 --accept                 keep coverage and load as what later ones are held against",
      "",
      "What each kind looks at: docs/gates.md"
    })
final class GateCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "environment whose gates are looked at")
  private Optional<String> environment = Optional.empty();

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--gate", paramLabel = "KIND=VALUE,…",
      description = "one gate as written here, in place of those of an environment")
  private List<String> written = List.of();

  @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "what would be deployed")
  private Optional<String> version = Optional.empty();

  @Option(names = "--than", paramLabel = "VERSION", description = "what it must be newer than (default: what the server says is stable)")
  private Optional<String> than = Optional.empty();

  @Option(names = "--accept", description = "when all else passes, keep the values of gates with accepted: true")
  private boolean accept;

  @Override
  public Integer call() throws IOException {
    if (environment.isPresent() != written.isEmpty()) {
      throw new CliException(Exit.WRONG_USE, "SLW-6126 say either an environment or gates with --gate. Nothing was looked at");
    }
    Optional<ConfigFile> config = environment.map(e -> ConfigFile.find(file));
    Path folder = config.map(c -> Optional.ofNullable(c.path().getParent()).orElse(c.path())).orElse(Path.of("").toAbsolutePath());
    List<GateSpec> gates = config.isPresent() ? WrittenEnvironment.of(config.get(), environment.orElseThrow()).config().gates()
        : GateWords.read(written);
    String name = environment.map(e -> e.substring(e.indexOf('/') + 1)).orElse("");
    GateRun.Stable stable = stable(config, gates, name);
    GateRun run = GateRun.of(gates, folder, name, version, stable);
    if (accept) {
      accept(run, folder, name);
      run = GateRun.of(gates, folder, name, version, stable);
    }
    System.out.print(common.json ? run.json(name) + "\n" : gates.isEmpty() ? name + " has no gates before a rollout\n" : run.table());
    return run.exit();
  }

  private GateRun.Stable stable(Optional<ConfigFile> config, List<GateSpec> gates, String name) {
    if (than.isPresent()) {
      if (SemanticVersion.written(than.get()).isEmpty()) {
        throw new CliException(Exit.WRONG_USE, "SLW-6126 --than " + than.get()
            + " is no semantic version, as 1.4.0. Nothing was looked at");
      }
      return new GateRun.Stable(true, than);
    }
    boolean asks = gates.stream().anyMatch(g -> g.kind() == GateKind.VERSION && g.text("version").equals(Optional.of("newer")));
    Optional<String> service = config.flatMap(ConfigFile::service);
    Optional<Api> api = asks && service.isPresent() ? common.thereAlready() : Optional.empty();
    return api.map(a -> GateRun.stable(a, "/targets/" + service.get() + "/" + name)).orElse(GateRun.Stable.UNKNOWN);
  }

  /** Only what is good otherwise becomes the measure of what comes later. */
  private void accept(GateRun run, Path folder, String name) throws IOException {
    List<GateSpec> absolute = run.gates().stream().map(GateCommand::withoutAccepted).toList();
    GateRun alone = GateRun.of(absolute, folder, name, version, GateRun.Stable.UNKNOWN);
    for (int i = 0; i < run.gates().size(); i++) {
      if (run.gates().get(i).truth("accepted", false) && alone.judged().get(i).result().outcome() != Outcome.PASSED) {
        throw new CliException(Exit.WENT_BACK, "SLW-6127 the gate " + run.gates().get(i).name()
            + " does not pass, so nothing was accepted: "
            + alone.judged().get(i).result().said());
      }
    }
    System.err.println("accepted: " + Accepted.write(folder, name, run.gates(), run.judged()));
  }

  private static GateSpec withoutAccepted(GateSpec gate) {
    java.util.Map<String, List<String>> settings = new java.util.HashMap<>(gate.settings());
    settings.remove("accepted");
    return new GateSpec(gate.name(), gate.kind(), settings);
  }
}
