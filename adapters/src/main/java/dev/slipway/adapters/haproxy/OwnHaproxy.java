package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The HAProxy that Slipway configures, starts and starts again for one target. */
final class OwnHaproxy {
  private static final Duration CERTIFICATE_INTERVAL = Duration.ofSeconds(5);

  private final OwnFiles files;
  private final Node node;
  private final OwnProcess process;
  private final LongSupplier nanoClock;
  private long certificateAtNanos;

  OwnHaproxy(OwnFiles files, Node node, OwnProcess process, LongSupplier nanoClock) {
    this.files = files;
    this.node = node;
    this.process = process;
    this.nanoClock = nanoClock;
    this.certificateAtNanos = nanoClock.getAsLong();
  }

  /** Whether there is one for the target. */
  boolean known() {
    return files.known();
  }

  /** What its files say of the target. */
  Recorded kept() {
    try {
      return files.recorded();
    } catch (IOException e) {
      throw new OutsideException("SLW-4169", files.map() + " is damaged: " + e.getMessage() + ". Traffic goes on as before", e);
    }
  }

  /** Starts it where it does not run: with the table in force, or empty where the file of it is damaged, to be filled again at once. */
  void ensureRunning() {
    try {
      files.setDamagedAside();
    } catch (IOException e) {
      throw View.unreachable(node.address(), e);
    }
    process.ensureRunning();
  }

  /**
   * Whether a process before this one still finishes what it had, so that nobody knows which instances it needs. Renews the certificate
   * of what is in force too.
   */
  boolean leaving(Recorded inForce) {
    try {
      renewCertificate(inForce);
      return !process.leaving().isEmpty();
    } catch (IOException e) {
      throw View.unreachable(node.address(), e);
    }
  }

  /** Makes it listen and behave as the settings say; only if they changed is anything started. */
  void configure(TargetSettings settings, Recorded before) throws IOException {
    files.make();
    settings.tls().ifPresent(files::certificate);
    var unused = OwnFiles.replace(files.accessLogPath(), settings.front().flatMap(f -> f.accessLog()).orElse("") + "\n");
    if (!files.known()) {
      files.keep(new Recorded(before.epoch(), 0, Optional.empty(), RoutingTable.EMPTY, Map.of(), Optional.empty(), true));
    }
    process.configure(new Configuration(files.names(), settings, files.preview(), files.map(), files.certificate()).whole(files.socket()));
  }

  /** Ends it; its epoch stays known, so that an older server cannot bring it back. */
  void leave(long epoch) throws IOException {
    process.leave();
    files.make();
    files.keep(Ordering.removed(epoch));
    Files.deleteIfExists(files.configuration());
  }

  /** New files of a certificate are put in force without a reload. */
  private synchronized void renewCertificate(Recorded inForce) throws IOException {
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - certificateAtNanos < CERTIFICATE_INTERVAL.toNanos()) {
      return;
    }
    certificateAtNanos = nowNanos;
    Optional<TargetSettings.Tls> tls = inForce.settings().flatMap(TargetSettings::tls);
    Optional<String> changed = tls.flatMap(files::certificate);
    if (changed.isPresent()) {
      try {
        node.certificate(files.certificate().toString(), changed.get());
      } catch (IOException | OutsideException e) {
        // Remembered as not done: the next look finds it changed again.
        DurableFile.write(files.certificate(), "");
        throw e;
      }
    }
  }
}
