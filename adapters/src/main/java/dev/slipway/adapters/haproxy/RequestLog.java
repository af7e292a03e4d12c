package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the requests of one HAProxy as it tells them: a line for each, read from its ring as it is written. Whether every line came is
 * held against HAProxy's own totals; this only counts.
 */
final class RequestLog implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RequestLog.class.getName());
  private final SocketChannel channel;
  private final Names names;
  private final Map<ReleaseId, Tally> tallies = new HashMap<>();
  private long lines;
  private boolean ended;

  private static final class Tally {
    private final LatencyHistogram.Recorder latency = new LatencyHistogram.Recorder();
    private long requests;
    private long errors;
    private long connectFailures;
  }

  private RequestLog(SocketChannel channel, Names names) {
    this.channel = channel;
    this.names = names;
  }

  /** Begins with the requests that end from now on. */
  static RequestLog follow(RuntimeApi api, Names names) throws IOException {
    RequestLog log = new RequestLog(api.follow("show events " + Names.ring() + " -w -n"), names);
    Thread.ofVirtual().name("haproxy-requests-" + names.frontend()).start(log::run);
    return log;
  }

  private void run() {
    try (BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "HAProxy ended, or this was closed: either way there is nothing more to count here", e);
    } finally {
      end();
    }
  }

  private void take(String line) {
    boolean routed = line.contains("\"backend\":\"" + names.frontend() + "_");
    Optional<RequestLine> parsed = routed ? RequestLine.parse(line) : Optional.empty();
    synchronized (this) {
      lines += routed ? 1 : 0;
      parsed.ifPresent(request -> {
        Tally tally = tallies.computeIfAbsent(request.release(), r -> new Tally());
        tally.requests++;
        tally.errors += request.failed() ? 1 : 0;
        tally.connectFailures += request.connectFailures();
        request.nanos().ifPresent(tally.latency::record);
      });
    }
  }

  private synchronized void end() {
    ended = true;
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Requests that went to a backend of the target, counted so far. */
  synchronized long lines() {
    return lines;
  }

  /** What was counted so far, without those in flight. */
  synchronized Map<ReleaseId, ReleaseCounts> counts() {
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
    tallies.forEach((release, t) -> counts.put(
        release, new ReleaseCounts(t.requests, t.errors, t.connectFailures, 0, t.latency.snapshot())));
    return counts;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      end(); // A connection that cannot be closed is gone.
    }
  }
}
