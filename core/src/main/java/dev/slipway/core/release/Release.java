package dev.slipway.core.release;

/**
 * An immutable unit that rolls out and goes back as one: version, artifact and resolved configuration.
 *
 * @param id names it within its target
 * @param version as the person typed it
 * @param artifact digest of the artifact's bytes
 * @param configuration digest of the resolved configuration
 * @param run how one instance is run
 */
public record Release(ReleaseId id, String version, Digest artifact, Digest configuration, RunSpec run) {

  /** Whether both ship the same bytes with the same configuration, whatever they are called. */
  public boolean sameContent(Release other) {
    return artifact.equals(other.artifact) && configuration.equals(other.configuration);
  }
}
