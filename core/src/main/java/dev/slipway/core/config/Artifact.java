package dev.slipway.core.config;

/**
 * What is shipped, as slipway.yaml says it.
 *
 * @param file file or folder, relative to slipway.yaml, still with its {@code ${version}}
 * @param run shell command of one instance, with {@code ${artifact}}, {@code ${port}}, {@code ${version}} and {@code ${instance}}
 */
public record Artifact(String file, String run) {

  /** Where one version lies, relative to slipway.yaml. */
  public String fileOf(String version) {
    return file.replace("${version}", version);
  }
}
