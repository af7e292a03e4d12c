package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A folder as the OCI image layout has it. Every piece is held against its digest before anything is believed of it. */
final class OciLayout {
  private static final int MOST_ENTRIES = 1000;
  private static final String KIND = "kind";
  private static final String REF = "org.opencontainers.image.ref.name";

  private final Path folder;
  private final InstantSource clock;

  OciLayout(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * One image.
   *
   * @param digest of the entry of the layout that leads to it: what is signed
   * @param user as its configuration names it, empty for none
   */
  record Image(String digest, String user) {}

  /** All images for people to run; signatures and attestations are none. */
  List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (JsonNode entry : entries()) {
      if (!isSignature(entry) && !entry.at("/annotations/" + KIND).asText().startsWith("dev.cosignproject.cosign/att")) {
        images(entry.path("digest").asText(), blob(entry.path("digest").asText()), images, 0);
      }
    }
    if (images.isEmpty()) {
      throw GateFault.failed("SLW-6150", folder + " holds no image", "Write it anew, as with: skopeo copy docker-daemon:NAME oci:FOLDER");
    }
    return images;
  }

  private void images(String top, JsonNode manifest, List<Image> images, int depth) {
    for (JsonNode inner : manifest.path("manifests")) {
      if (!inner.at("/platform/os").asText().equals("unknown") && depth < 3 && images.size() < MOST_ENTRIES) {
        images(top, blob(inner.path("digest").asText()), images, depth + 1);
      }
    }
    if (manifest.has("config")) {
      JsonNode user = blob(manifest.at("/config/digest").asText()).at("/config/User");
      manifest.path("layers").forEach(layer -> verified(layer.path("digest").asText()));
      images.add(new Image(top, user.isTextual() ? user.asText() : ""));
    }
  }

  /** Manifests that hold signatures of an image, by the two ways in which they are marked. */
  List<JsonNode> signaturesOf(String digest) {
    String tag = digest.replace(':', '-') + ".sig";
    return entries().stream().filter(OciLayout::isSignature)
        .filter(e -> e.at("/annotations/" + KIND).asText().equals("dev.cosignproject.cosign/sigs")
            || e.at("/annotations").path(REF).asText().endsWith(tag))
        .map(e -> blob(e.path("digest").asText())).toList();
  }

  private static boolean isSignature(JsonNode entry) {
    return entry.at("/annotations/" + KIND).asText().equals("dev.cosignproject.cosign/sigs")
        || entry.path("annotations").path(REF).asText().endsWith(".sig");
  }

  private List<JsonNode> entries() {
    if (!Files.isRegularFile(folder.resolve("oci-layout"))) {
      throw GateFault.failed("SLW-6150", folder + " is no OCI layout: it has no file oci-layout", "Name the right folder");
    }
    List<JsonNode> entries = new ArrayList<>();
    JsonReport.read(file(folder.resolve("index.json")), Ask.at("manifests/*", (n, entry) -> {
      if (entries.size() < MOST_ENTRIES) {
        entries.add(entry);
      }
    }));
    return entries;
  }

  /** A piece that is JSON. */
  JsonNode blob(String digest) {
    Path path = verified(digest);
    AtomicReference<JsonNode> read = new AtomicReference<>();
    JsonReport.read(file(path), Ask.at("", (n, value) -> read.set(value)));
    return read.get();
  }

  /** Where a piece lies that is what its digest says. */
  Path verified(String digest) {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw GateFault.failed("SLW-6151", folder + " names a piece by \"" + digest + "\", which is no SHA-256", "Write the layout anew");
    }
    Path path = folder.resolve("blobs/sha256").resolve(digest.substring("sha256:".length()));
    if (!Files.isRegularFile(path)) {
      throw GateFault.failed("SLW-6151", folder + " lacks the piece " + digest, "Write the layout anew, with all its pieces");
    }
    if (!digest.equals("sha256:" + sha256(path))) {
      throw GateFault.failed("SLW-6151", path + " is not what its name says: it was changed or cut off",
          "Write the layout anew, and find out why");
    }
    return path;
  }

  private static String sha256(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[1 << 16];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      throw GateFault.failed("SLW-6111", path + " cannot be read (" + e + ")", "Give this user the right to read it");
    }
  }

  private ReportFile file(Path path) {
    return ReportFile.of(path, folder, ReportFile.ANY_AGE, clock.instant());
  }
}
