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

/**
 * An image that lies here: an OCI layout, as {@code cosign save}, {@code skopeo copy} and {@code docker buildx} write it, or what
 * {@code docker inspect} prints. No registry and no transparency log is asked.
 */
final class ImageLook implements Look {
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
    List<OciLayout.Image> images = layout.images();
    for (OciLayout.Image image : images) {
      if (nonRoot) {
        user(image.user(), image.digest(), tally);
      }
      gate.text("key").ifPresent(key -> {
        if (!new ImageSignature(layout, around.folder().resolve(key)).isOn(image)) {
          tally.limit("signature", image.digest() + " has no signature that belongs to " + key);
        }
      });
    }
    return Counted.of(images.size(), "image") + ", every piece as its digest says"
        + (gate.text("key").isPresent() ? ", signature looked for" : "");
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
    if (gate.text("key").isPresent()) {
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
