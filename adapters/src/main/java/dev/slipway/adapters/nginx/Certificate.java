package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificate and key of a target. nginx reads them with its configuration only, so new ones need a reload of the same text. */
final class Certificate {
  private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

  private final Place place;
  private final Nginx nginx;
  private final ReloadLimit limit;
  private String refused = "";

  Certificate(Place place, Nginx nginx, ReloadLimit limit) {
    this.place = place;
    this.nginx = nginx;
    this.limit = limit;
  }

  /** Notes what nginx is about to read. */
  static void note(Place place, TargetSettings settings) throws IOException {
    Optional<String> now = digest(settings);
    if (now.isPresent()) {
      DurableFile.write(place.certificate(), now.get() + "\n");
    } else {
      Files.deleteIfExists(place.certificate());
    }
  }

  /** Loads new files. Those that nginx does not take yet, as while one of two was replaced, wait: the ones before go on serving. */
  void renew(InForce inForce) throws IOException {
    Optional<String> now = digest(inForce.config().from().settings());
    boolean same = now.isEmpty() || DurableFile.read(place.certificate()).map(String::strip).equals(now);
    if (same || now.get().equals(refused) || inForce.foreign().isPresent()) {
      return;
    }
    try {
      limit.admit(false);
      nginx.check(inForce.config().text(), Optional.of(inForce.config().text()));
      limit.made();
      nginx.reload(inForce.master());
      DurableFile.write(place.certificate(), now.get() + "\n");
    } catch (OutsideException e) {
      if (!e.code().equals("SLW-4215")) {
        refused = now.get();
        LOG.warn("a new certificate of {} is not in force, and users get the one before: {}", inForce.config().from().target(), e.said());
      }
    }
  }

  /** Of both files; nothing without TLS or where one cannot be read. */
  private static Optional<String> digest(TargetSettings settings) throws IOException {
    if (settings.tls().isEmpty()) {
      return Optional.empty();
    }
    try {
      String certificate = Files.readString(Path.of(settings.tls().get().certificate()), StandardCharsets.ISO_8859_1);
      String key = Files.readString(Path.of(settings.tls().get().key()), StandardCharsets.ISO_8859_1);
      return Optional.of(Sha256.of(certificate + "\0" + key));
    } catch (NoSuchFileException | java.nio.file.AccessDeniedException e) {
      return Optional.empty(); // nginx may read what Slipway may not, and says so itself where it cannot.
    }
  }
}
