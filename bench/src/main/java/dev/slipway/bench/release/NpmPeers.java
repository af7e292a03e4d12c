package dev.slipway.bench.release;

import dev.slipway.bench.rig.RigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What others use, from npm, in a folder under the system's temporary one that later runs find again.
 *
 * @param folder with node_modules
 */
public record NpmPeers(Path folder) {
  private static final List<String> PACKAGES = List.of("git-cliff@2.14.2", "semantic-release@24.2.9", "conventional-changelog@7.2.1",
      "conventional-changelog-conventionalcommits@9.3.1", "conventional-commits-parser@6.4.0", "@semantic-release/commit-analyzer@13.0.1");

  /** Installs them, unless they are there. */
  public static NpmPeers installed() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "slipway-bench-npm");
    try {
      Files.createDirectories(folder);
      Path done = folder.resolve("installed");
      if (!Files.exists(done) || !Files.readString(done).equals(PACKAGES.toString())) {
        Files.writeString(folder.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
        List<String> command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--no-save"));
        command.addAll(PACKAGES);
        if (Timed.run(folder, Map.of(), command).exit() != 0) {
          throw new RigException("npm could not install " + PACKAGES + " in " + folder);
        }
        Files.writeString(done, PACKAGES.toString());
      }
      return new NpmPeers(folder);
    } catch (IOException e) {
      throw new RigException("the peers could not be installed in " + folder, e);
    }
  }

  /** A program of theirs. */
  public String program(String name) {
    return folder.resolve("node_modules/.bin").resolve(name).toString();
  }
}
