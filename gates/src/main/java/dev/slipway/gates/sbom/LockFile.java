package dev.slipway.gates.sbom;

import dev.slipway.gates.report.ReportFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A file that fixes what a project is built from. */
interface LockFile {
  /** Adds what it names. */
  void read(ReportFile file, Collection<Part> parts);

  /** By the names of the files. */
  Map<String, LockFile> KNOWN =
      Map.ofEntries(
          Map.entry("package-lock.json", JsonLocks::npm),
          Map.entry("npm-shrinkwrap.json", JsonLocks::npm),
          Map.entry("Pipfile.lock", JsonLocks::pipfile),
          Map.entry("packages.lock.json", JsonLocks::nuget),
          Map.entry("yarn.lock", TextLocks::yarn),
          Map.entry("pnpm-lock.yaml", TextLocks::pnpm),
          Map.entry("Cargo.lock", TextLocks.toml("cargo")),
          Map.entry("poetry.lock", TextLocks.toml("pypi")),
          Map.entry("uv.lock", TextLocks.toml("pypi")),
          Map.entry("pdm.lock", TextLocks.toml("pypi")),
          Map.entry("go.mod", TextLocks::goMod),
          Map.entry("requirements.txt", TextLocks::requirements),
          Map.entry("gradle.lockfile", TextLocks::gradle),
          Map.entry("pom.xml", MavenPom::read));

  /** What people know them as. */
  static List<String> names() {
    return KNOWN.keySet().stream().sorted().toList();
  }
}
