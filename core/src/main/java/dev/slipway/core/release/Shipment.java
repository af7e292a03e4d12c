package dev.slipway.core.release;

import java.nio.file.Path;

/** What is to be brought into a platform's own keeping. */
public sealed interface Shipment {

  /** A file or a folder on the server's machine. */
  record Files(Path place) implements Shipment {}

  /**
   * An image.
   *
   * @param reference as a person names it, such as {@code registry.example.com/shop:1.4.0}
   * @param on the platform that runs it
   */
  record Image(String reference, PlatformSpec on) implements Shipment {}

  /**
   * An image that pods of the target's own place in a cluster run.
   *
   * @param reference as a person names it
   */
  record PodImage(String reference) implements Shipment {}
}
