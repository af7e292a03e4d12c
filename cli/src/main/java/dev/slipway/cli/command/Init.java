package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.init.InitFile;
import dev.slipway.cli.pipeline.Forge;
import dev.slipway.cli.pipeline.PipelineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a folder and writes a slipway.yaml that works for it. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Looks at a folder and writes a commented slipway.yaml that works for it. Asks nothing, overwrites nothing.",
    footerHeading = "%nExamples:%n",
    footer = {"  slipway init", "  slipway init --ci github"})
final class Init implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", description = "default: this one")
  private Path folder = Path.of(".");

  @Option(names = "--ci", paramLabel = "github|gitlab",
      description = "write the pipeline too: test, gates, build, bill of materials, deploy by branch")
  private Optional<Forge> forge = Optional.empty();

  @Override
  public Integer call() throws Exception {
    boolean there = Files.exists(folder.resolve("slipway.yaml"));
    int exit = forge.isPresent() && there ? Exit.DONE : configuration();
    if (forge.isPresent() && exit == Exit.DONE) {
      System.out.println("wrote " + PipelineFile.write(folder.toAbsolutePath().normalize(), forge.get()));
    }
    return exit;
  }

  private int configuration() throws IOException {
    return switch (written()) {
      case InitFile.Outcome.Written w -> {
        System.out.println("found " + w.kind() + "; wrote " + w.file());
        w.notes().forEach(n -> System.out.println("  " + n));
        System.out.println("next: " + w.next());
        yield Exit.DONE;
      }
      case InitFile.Outcome.Existing e -> {
        System.err.println("SLW-6050 " + e.file() + " is there already and was left as it is. Check it with: slipway validate-config");
        yield Exit.WRONG_USE;
      }
      case InitFile.Outcome.Unable u -> {
        System.err.println("SLW-6053 " + u.why() + ". Nothing was written. Begin from docs/configuration.md");
        yield Exit.WRONG_USE;
      }
    };
  }

  private InitFile.Outcome written() throws IOException {
    try {
      return InitFile.write(folder.toAbsolutePath().normalize());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()), e);
    }
  }
}
