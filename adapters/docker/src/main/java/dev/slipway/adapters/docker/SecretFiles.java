package dev.slipway.adapters.docker;

import dev.slipway.adapters.linux.SecretValues;
import dev.slipway.core.release.ContainerSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Secrets as the files of an archive, which the engine unpacks in a container before it starts. */
final class SecretFiles {
  static final String FOLDER = "/run/secrets";

  /** As Docker's own secrets: whoever the image runs as may read them, and nobody else is in there. */
  private static final String MODE = "444";

  private SecretFiles() {}

  static Map<String, String> sources(List<ContainerSpec.Secret> secrets) {
    return secrets.stream().collect(Collectors.toMap(ContainerSpec.Secret::name, ContainerSpec.Secret::source));
  }

  /** The archive; the values are looked up now. */
  static byte[] archive(List<ContainerSpec.Secret> secrets, Map<String, String> own) {
    TarText archive = new TarText();
    SecretValues.resolved(sources(secrets), own).forEach((name, value) -> archive.file(name, MODE, value.getBytes(StandardCharsets.UTF_8)));
    return archive.end();
  }
}
