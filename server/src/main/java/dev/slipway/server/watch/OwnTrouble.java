package dev.slipway.server.watch;

import dev.slipway.engine.loop.Clocks;
import dev.slipway.server.front.Access;
import dev.slipway.server.front.TlsFiles;
import dev.slipway.server.state.StateFolder;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is wrong with the server itself: its disk nearly full, its certificate about to end. */
public final class OwnTrouble {
  private static final long MEBIBYTE = 1024L * 1024;
  /** Four times what is kept for the way back, below which no rollout begins. */
  private static final long LEAST_BYTES = 256 * MEBIBYTE;
  private static final Duration LEAST_LEFT = Duration.ofDays(14);

  private final LongSupplier usableBytes;
  private final Supplier<Optional<Instant>> certificateEnds;
  private final InstantSource wall;

  /** @param certificateEnds absent without one, or where it cannot be read */
  OwnTrouble(LongSupplier usableBytes, Supplier<Optional<Instant>> certificateEnds, InstantSource wall) {
    this.usableBytes = usableBytes;
    this.certificateEnds = certificateEnds;
    this.wall = wall;
  }

  /** Of a server with this folder, reached in this way. */
  public static OwnTrouble of(StateFolder folder, Access access, Clocks clocks) {
    return new OwnTrouble(folder::usableBytes, () -> access.tls().flatMap(TlsFiles::ends), clocks.wall());
  }

  List<OutsideProblem> now() {
    long usable = usableBytes.getAsLong();
    Optional<OutsideProblem> disk = usable >= LEAST_BYTES ? Optional.empty()
        : Optional.of(new OutsideProblem("disk", "SLW-5181", "SLW-5181 the disk of the state folder has " + usable / MEBIBYTE
            + " MiB left. Rollouts stop when it is full; traffic stays as it is. Make room"));
    Optional<OutsideProblem> certificate = certificateEnds.get()
        .filter(ends -> Duration.between(wall.instant(), ends).compareTo(LEAST_LEFT) < 0)
        .map(ends -> new OutsideProblem("certificate", "SLW-5182", "SLW-5182 the server's own certificate ends at " + ends
            + ". Nobody reaches the server after that; traffic stays as it is. Put a new one in its place, it is read by itself"));
    return Stream.of(disk, certificate).flatMap(Optional::stream).toList();
  }
}
