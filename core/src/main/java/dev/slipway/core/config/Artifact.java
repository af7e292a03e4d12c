package dev.slipway.core.config;

/**
 * What is shipped, as slipway.yaml says it: a file and the command that runs it, or an image.
 *
 * @param file file or folder, relative to slipway.yaml, or reference of an image, still with its {@code ${version}}; empty for the image
 *     that a compose file names
 * @param run shell command of one instance, with {@code ${artifact}}, {@code ${port}}, {@code ${version}} and {@code ${instance}}; empty
 *     for an image
 */
public record Artifact(String file, String run) {

  /** An image, which says itself how it is run. */
  public static Artifact image(String reference) {
    return new Artifact(reference, "");
  }

  /** Whether it is an image, and no file. */
  public boolean isImage() {
    return run.isEmpty();
  }

  /** Where one version lies, relative to slipway.yaml. */
  public String fileOf(String version) {
    return file.replace("${version}", version);
  }
}
