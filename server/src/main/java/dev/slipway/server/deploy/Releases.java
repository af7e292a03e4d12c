package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.engine.codec.CoreJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a release of an environment and a version. How traffic moves is no part of it: the same bytes run the same way are the same release
 * whichever strategy brings them out.
 */
public final class Releases {
  private Releases() {}

  private record Configuration(RunSpec run, TargetSettings settings) {}

  /** One environment with one version of its artifact, resolved. */
  public static Release of(EnvironmentConfig environment, String version, Digest artifact) {
    RunSpec run =
        new RunSpec(
            environment.instances(),
            Path.of(environment.artifact().file().replace("${version}", version)).getFileName().toString(),
            environment.artifact().run(),
            environment.environment(),
            environment.health(),
            environment.stopGrace(),
            environment.memoryLimitBytes());
    Digest configuration = digest(CoreJson.write(new Configuration(run, environment.settings())));
    Digest content = digest(artifact.hex() + configuration.hex());
    return new Release(new ReleaseId(version + "-" + content.brief()), version, artifact, configuration, run);
  }

  private static Digest digest(String text) {
    try {
      return new Digest(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
