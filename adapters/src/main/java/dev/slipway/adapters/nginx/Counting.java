package dev.slipway.adapters.nginx;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was counted of one target, from its access log, since this was made. The log is read by whoever asks and, so that it cannot grow
 * while nobody does, by a thread; what was read is given back to the disk without nginx noticing.
 */
final class Counting {
  private static final int MOST_RELEASES = 32;
  private static final long MOST_BYTES_AT_ONCE = 64L * 1024 * 1024;
  private static final long BLOCK_BYTES = 4_096;
  private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(5);

  private final Path file;
  private final long keptBytes;
  private final Tail tail;
  private final Commands commands;
  private final String boot = UUID.randomUUID().toString();
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private long givenBack;

  /**
   * Begins to count.
   *
   * @param keptBytes of what was read, before it is given back
   */
  Counting(Path file, Path said, long keptBytes) throws IOException {
    this.file = file;
    this.keptBytes = keptBytes;
    this.tail = new Tail(file);
    this.commands = new Commands(said);
  }

  private static final class Release {
    private long requests;
    private long errors;
    private long connectFailures;
    private final LatencyHistogram.Recorder latency = new LatencyHistogram.Recorder();
  }

  /** Everything so far. */
  synchronized TrafficCounts counts() {
    catchUp();
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
    releases.forEach((id, r) -> counts.put(new ReleaseId(id), new ReleaseCounts(r.requests, r.errors, r.connectFailures, 0,
        r.latency.snapshot())));
    return new TrafficCounts(boot, counts);
  }

  /** Reads on, and gives back what was read. */
  synchronized void catchUp() {
    try {
      tail.read(line -> CountedLine.parse(line).ifPresent(this::count), MOST_BYTES_AT_ONCE);
      giveBack();
    } catch (IOException e) {
      throw new OutsideException("SLW-4224", "the access log " + file + " cannot be read: " + e
          + ". Traffic stays as it is, and nothing is measured of it", e);
    }
  }

  private void count(CountedLine line) {
    Release release = releases.remove(line.release());
    release = release == null ? new Release() : release;
    // Back at the end of the map: its beginning is what had no request for longest.
    releases.put(line.release(), release);
    release.requests++;
    release.errors += line.failed() ? 1 : 0;
    release.connectFailures += line.connectFailures();
    release.latency.record(line.nanos());
    if (releases.size() > MOST_RELEASES) {
      Iterator<String> oldest = releases.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * A hole takes the place of what was read: nginx goes on appending where it was, so that no line is lost as it would be by
   * truncation.
   */
  private void giveBack() throws IOException {
    long end = tail.offset() / BLOCK_BYTES * BLOCK_BYTES;
    if (end < givenBack) {
      givenBack = 0;
    }
    if (end - givenBack < keptBytes || !Files.exists(file)) {
      return;
    }
    Commands.Ended ended = commands.run(
        List.of("fallocate", "--punch-hole", "--offset", Long.toString(givenBack), "--length", Long.toString(end - givenBack),
            file.toString()), GIVE_BACK_LIMIT);
    givenBack = end;
    if (ended.exit() != 0) {
      throw new IOException("its file system cannot give back what was read: " + ended.brief());
    }
  }
}
