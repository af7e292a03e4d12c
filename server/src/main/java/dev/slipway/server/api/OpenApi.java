package dev.slipway.server.api;

import java.io.InputStream;
import java.util.Objects;

/** The description of the API, as it is shipped. */
final class OpenApi {
  private OpenApi() {}

  static InputStream open() {
    return Objects.requireNonNull(OpenApi.class.getResourceAsStream("/openapi/slipway-v1.yaml"), "the jar holds openapi/slipway-v1.yaml");
  }
}
