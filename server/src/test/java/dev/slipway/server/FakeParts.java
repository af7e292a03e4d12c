package dev.slipway.server;

import dev.slipway.core.release.Digest;
import dev.slipway.core.spi.LogPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a fake outside answers with. */
final class FakeParts {
  private FakeParts() {}

  static Digest digest(Path artifact) throws IOException {
    try {
      return new Digest(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(artifact))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static LogPart part(List<String> all, Optional<String> after, int lines) {
    int from = after.map(Integer::parseInt).orElse(Math.max(0, all.size() - lines));
    int to = Math.min(all.size(), from + lines);
    return new LogPart(all.subList(from, to), Integer.toString(to), false);
  }
}
