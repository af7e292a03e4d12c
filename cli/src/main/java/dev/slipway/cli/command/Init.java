package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.init.InitFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks at a folder and writes a slipway.yaml that works for it. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Looks at a folder and writes a commented slipway.yaml that works for it. Asks nothing, overwrites nothing.",
    footerHeading = "%nExample:%n",
    footer = "  slipway init")
final class Init implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", description = "default: this one")
  private Path folder = Path.of(".");

  @Override
  public Integer call() throws Exception {
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
