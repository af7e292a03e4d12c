package dev.slipway.core.gate;

import dev.slipway.core.release.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What came of all gates of an environment for one version.
 *
 * @param version that was looked at
 * @param config SHA-256 of the slipway.yaml they were read from
 * @param at when, by the clock of the machine that looked
 * @param results one for each gate
 */
public record GateRecord(String version, Digest config, Instant at, List<GateResult> results) {
  public GateRecord {
    results = List.copyOf(results);
  }

  /** What stands for the text of a slipway.yaml. */
  public static Digest digestOf(String configText) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(configText.getBytes(StandardCharsets.UTF_8));
      return new Digest(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
