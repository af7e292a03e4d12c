package dev.slipway.server.deploy;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Artifacts on their way into the platform's keeping. */
record Staging(Platform platform, Shelf shelf) {
  private static final String NO_PERMISSION = "SLW-3002";
  private static final String NO_IMAGE = "SLW-3104";

  /** Brings an artifact there. */
  Digest stage(Shipment artifact) {
    try {
      return platform.stage(artifact);
    } catch (IOException e) {
      throw new Refused(
          Refused.Kind.AWAY, "SLW-2038",
          "the artifact " + called(artifact) + " could not be kept: " + e + ". Nothing was started; traffic stays as it is",
          "See that it can be read and that the disk has room, then deploy again");
    } catch (OutsideException e) {
      if (e.code().equals(NO_PERMISSION)) {
        throw new Refused(Refused.Kind.WRONG, e.code(), e.said(), "");
      }
      throw told(e);
    }
  }

  /** The digest under which it would be kept; nothing is copied. */
  Digest digest(Shipment artifact) {
    try {
      return shelf.digest(artifact);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(called(artifact), e);
    } catch (OutsideException e) {
      throw told(e);
    }
  }

  /** What was named is not there: that is a mistake of who named it, and no outage. */
  private static RuntimeException told(OutsideException e) {
    return e.code().equals(NO_IMAGE) ? new Refused(Refused.Kind.UNKNOWN, e.code(), e.said(), "") : e;
  }

  private static String called(Shipment artifact) {
    return switch (artifact) {
      case Shipment.Files(Path place) -> place.toString();
      case Shipment.Image(String reference, PlatformSpec on) -> reference;
      case Shipment.PodImage(String reference) -> reference;
    };
  }

  /** Bytes on this machine's disk: of a file, or of all files in a folder. An image takes none. */
  static long bytes(Shipment artifact) {
    return switch (artifact) {
      case Shipment.Files(Path place) -> bytes(place);
      case Shipment.Image i -> 0;
      case Shipment.PodImage p -> 0;
    };
  }

  private static long bytes(Path artifact) {
    try (Stream<Path> files = Files.walk(artifact)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(artifact.toString(), e);
    }
  }

  private static Refused unreadable(String artifact, Exception e) {
    return new Refused(
        Refused.Kind.WRONG, "SLW-2032",
        "the artifact " + artifact + " cannot be read by the server (user " + System.getProperty("user.name") + "): " + e.getMessage()
            + ". Nothing changed",
        "Give it the right to all of it: chmod -R a+rX " + artifact);
  }
}
