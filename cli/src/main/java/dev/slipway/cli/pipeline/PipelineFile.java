package dev.slipway.cli.pipeline;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.init.ProjectScan;
import dev.slipway.core.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes the pipeline of a folder that has a slipway.yaml; one that is there already is never touched. */
public final class PipelineFile {
  private PipelineFile() {}

  /** Writes it, and says where. */
  public static Path write(Path folder, Forge forge) throws IOException {
    Path file = folder.resolve(forge.file());
    if (Files.exists(file)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6054 " + file + " is there already and was left as it is");
    }
    ServiceConfig config = config(folder.resolve("slipway.yaml"));
    List<String> environments = BranchRules.ALL.stream().filter(config.environments()::containsKey).toList();
    String artifact = config.environments().values().iterator().next().artifact().file();
    if (!artifact.matches("[A-Za-z0-9._/${}+-]+")) {
      throw new CliException(Exit.WRONG_USE, "SLW-6055 the artifact " + artifact
          + " has a name that a pipeline cannot be written for. Nothing was written");
    }
    ProjectScan scan = ProjectScan.of(folder);
    Pipeline pipeline = new PipelineScan(folder, artifact, environments).pipeline(scan).orElseThrow(() -> new CliException(
        Exit.WRONG_USE, "SLW-6055 pipelines are known for Maven, Gradle, Node.js, .NET, Python and Go, and here is " + scan.word()
            + ". Nothing was written. Begin from docs/gates.md"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    String text = forge == Forge.GITHUB ? GithubText.of(pipeline) : GitlabText.of(pipeline);
    return Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static ServiceConfig config(Path file) {
    return switch (SlipwayYaml.read(file)) {
      case ReadResult.Valid valid -> valid.config();
      case ReadResult.Invalid invalid -> throw new CliException(Exit.WRONG_USE, invalid.render());
    };
  }
}
