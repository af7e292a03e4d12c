package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.util.Locale;

/** Request headers as nginx names them. */
final class Headers {
  private Headers() {}

  /** The variable of a request's header. */
  static String variable(String header) {
    if (!header.matches("[A-Za-z0-9-]+")) {
      throw new OutsideException("SLW-4204", "nginx does not read the header " + header
          + ", for it takes names of letters, digits and dashes only. Nothing was written; traffic stays as it is. Use such a name under "
              + "sticky");
    }
    return "$http_" + header.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
