package dev.slipway.adapters.process;

import dev.slipway.core.release.Shipment;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Path;

/** What of a shipment processes run from. */
final class ShippedFiles {
  private ShippedFiles() {}

  static Path of(Shipment artifact) {
    return switch (artifact) {
      case Shipment.Files(Path place) -> place;
      case Shipment.Image i -> throw image(i.reference());
      case Shipment.PodImage p -> throw image(p.reference());
    };
  }

  private static OutsideException image(String reference) {
    return new OutsideException("SLW-3008", "processes do not run from the image " + reference
        + ". Nothing was kept and traffic stays as it is; name a platform that runs images");
  }
}
