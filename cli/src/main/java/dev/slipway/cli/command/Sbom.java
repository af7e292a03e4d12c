package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.sbom.BillOfMaterials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the bill of materials of a release from the lock files of its project. */
@Command(
    name = "sbom",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a bill of materials (CycloneDX 1.6) from the lock files of a folder: npm, yarn, pnpm, Cargo, Go, Python, NuGet, Gradle.",
      "Maven has no lock file: of a pom.xml only what it writes itself is known; cyclonedx-maven-plugin knows all of it."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway sbom 1.4.0 --output build/bom.json")
final class Sbom implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "VERSION", description = "of the release")
  private String version = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", description = "default: this one")
  private Path folder = Path.of(".");

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", defaultValue = "bom.json", description = "default: bom.json")
  private Path output = Path.of("bom.json");

  @Override
  public Integer call() {
    try {
      BillOfMaterials.Written written =
          BillOfMaterials.write(folder.toAbsolutePath().normalize(), version, output.toAbsolutePath(), InstantSource.system().instant());
      System.out.println("wrote " + output + ": " + written.components() + " components");
      written.from().forEach((file, n) -> System.out.println("  " + n + " from " + file));
      return Exit.DONE;
    } catch (GateFault e) {
      throw new CliException(Exit.WRONG_USE, e.said(), e);
    } catch (IOException e) {
      throw new CliException(Exit.WRONG_USE,
          "SLW-6140 " + output + " could not be written (" + e + "). Give this user the right to write there", e);
    }
  }
}
