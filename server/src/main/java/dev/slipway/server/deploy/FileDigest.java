package dev.slipway.server.deploy;

import dev.slipway.core.release.Digest;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a file that is only looked at. */
final class FileDigest {
  private FileDigest() {}

  static Digest of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(java.io.OutputStream.nullOutputStream());
      return new Digest(HexFormat.of().formatHex(sha.digest()));
    } catch (IOException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-2032", "the artifact " + file + " cannot be read: " + e + ". Nothing changed", "");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
