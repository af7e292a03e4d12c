package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image that lies here: an OCI layout, as {@code cosign save}, {@code skopeo copy} and {@code docker buildx} write it, or what
 * {@code docker inspect} prints. No registry and no transparency log is asked.
 */
final class ImageLook implements Look {
  private static final List<String> KEYLESS = List.of("roots", "log-key", "identity", "issuer");

  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    Path at = around.folder().resolve(gate.subject().getFirst());
    return Files.isDirectory(at) ? List.of() : Look.super.reports(gate, around);
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    boolean nonRoot = gate.truth("non-root", true);
    if (!reports.isEmpty()) {
      return inspected(gate, reports.getFirst(), nonRoot, tally);
    }
    OciLayout layout = new OciLayout(around.folder().resolve(gate.subject().getFirst()), around.clock());
    Optional<Voucher> voucher = voucher(gate, around);
    boolean keyless = gate.text("identity").isPresent();
    List<OciLayout.Image> images = layout.images();
    for (OciLayout.Image image : images) {
      if (nonRoot) {
        user(image.user(), image.digest(), tally);
      }
      voucher.ifPresent(who -> {
        if (!new ImageSignature(layout, who).isOn(image)) {
          tally.limit("signature", image.digest() + " has no signature that belongs to " + gate.text("key").or(() -> gate.text("identity"))
              .orElse("") + (keyless ? " by the word of " + gate.text("issuer").orElse("") : ""));
        }
      });
    }
    return Counted.of(images.size(), "image") + ", every piece as its digest says"
        + (voucher.isPresent() ? ", signature looked for" : "");
  }

  /** Whose signature is asked for: the holder of a key, or an identity, of which all four settings must be said. */
  private static Optional<Voucher> voucher(GateSpec gate, Surroundings around) {
    List<String> said = KEYLESS.stream().filter(setting -> gate.text(setting).isPresent()).toList();
    if (!said.isEmpty() && (said.size() < KEYLESS.size() || gate.text("key").isPresent())) {
      throw GateFault.failed("SLW-6154", "a signature without a key needs " + String.join(", ", KEYLESS) + " and no key, and "
          + String.join(", ", said) + (gate.text("key").isPresent() ? ", key" : "") + " is said",
          "Say all four, or a key alone; docs/gates.md shows where the files come from");
    }
    if (said.isEmpty()) {
      return gate.text("key").map(key -> ImageSignature.by(Signing.key(around.folder().resolve(key))));
    }
    return Optional.of(new Keyless(Signing.certificates(around.folder().resolve(gate.text("roots").orElseThrow())),
        Signing.key(around.folder().resolve(gate.text("log-key").orElseThrow())), gate.text("identity").orElseThrow(),
        gate.text("issuer").orElseThrow()));
  }

  private static String inspected(GateSpec gate, ReportFile report, boolean nonRoot, Tally tally) {
    List<String> ids = new ArrayList<>();
    JsonReport.read(report, Ask.at("*", (n, image) -> {
      if (!image.path("Id").isTextual() || !image.path("Config").isObject()) {
        throw report.otherForm("output of docker inspect for an image", "one of its entries has no Id and Config");
      }
      ids.add(image.path("Id").asText());
      if (nonRoot) {
        user(text(image.at("/Config/User")), image.path("Id").asText(), tally);
      }
    }));
    if (ids.isEmpty()) {
      throw report.malformed("it lists no image");
    }
    if (gate.text("key").isPresent() || gate.text("identity").isPresent()) {
      throw GateFault.failed("SLW-6152", report.name() + " cannot show a signature: docker inspect does not print any",
          "Name an OCI layout that holds it, as cosign save writes it");
    }
    return Counted.of(ids.size(), "image");
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : "";
  }

  private static void user(String user, String image, Tally tally) {
    String name = user.replaceAll(":.*", "");
    if (name.isEmpty() || name.equals("root") || name.matches("0+")) {
      tally.limit("non-root", image + " runs as root" + (user.isEmpty() ? ", for it names no user" : ""));
    }
  }
}
