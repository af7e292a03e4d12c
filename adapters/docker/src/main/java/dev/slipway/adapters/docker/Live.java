package dev.slipway.adapters.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What an engine tells of as it happens. It says only that something has changed, never what it is now: that is asked. While the engine
 * does not tell, there is no mark, and nothing that was known is to be trusted.
 */
final class Live implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Live.class.getName());
  /** An engine answers a moment before it begins to tell; what happened in between was told to nobody. */
  private static final long SETTLED_NANOS = 1_000_000_000L;
  /** It tells of a death a moment before its lists show it: what is asked within this time may be of before. */
  private static final long SHOWN_NANOS = 300_000_000L;

  private static final long AGAIN_NANOS = 1_000_000_000L;
  private static final int MOST_SUBJECTS = 50_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final Engine engine;
  private final LongSupplier nanoClock;
  private final Map<String, Change> changes = new ConcurrentHashMap<>();
  /** Containers whose process has ended since, as far as the engine told. */
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private Optional<EngineStream> stream = Optional.empty();
  private long connection;
  private long openedNanos;
  private long triedNanos = NEVER;
  private boolean trying;
  private boolean closed;

  /** Nothing is asked yet. */
  Live(Engine engine, LongSupplier nanoClock) {
    this.engine = engine;
    this.nanoClock = nanoClock;
  }

  /** Which state of a subject it is: as long as the mark is the same, nothing about the subject has changed. */
  record Mark(long connection, long changes) {}

  private record Change(long count, long atNanos) {}

  /** The mark of now. There is none right after a change, and where the engine does not tell, which is then asked to tell again. */
  synchronized Optional<Mark> mark(String subject, Function<String, Optional<String>> ofContainer) {
    if (stream.isEmpty()) {
      begin(ofContainer);
      return Optional.empty();
    }
    Change last = changes.getOrDefault(subject, new Change(0, openedNanos));
    long now = nanoClock.getAsLong();
    return now - openedNanos < SETTLED_NANOS || now - last.atNanos() < SHOWN_NANOS ? Optional.empty()
        : Optional.of(new Mark(connection, last.count()));
  }

  /** Something about it has changed, or is about to. */
  void changed(String subject) {
    if (changes.size() > MOST_SUBJECTS || ended.size() > MOST_SUBJECTS) {
      cut("more was told of than is remembered");
    }
    long now = nanoClock.getAsLong();
    changes.compute(subject, (s, before) -> new Change(before == null ? 1 : before.count() + 1, now));
  }

  /** Whether it told that the process of a container has ended, and of no start since: a list that shows it running is of before. */
  boolean ended(String containerId) {
    return ended.contains(containerId);
  }

  /** It is not to be trusted any more: it missed something. */
  synchronized void cut(String why) {
    stream.ifPresent(s -> {
      LOG.log(Level.INFO, "the events of the Docker engine are asked for anew: {0}", why);
      s.close();
    });
    stream = Optional.empty();
  }

  private void begin(Function<String, Optional<String>> ofContainer) {
    long now = nanoClock.getAsLong();
    if (!closed && !trying && (triedNanos == NEVER || now - triedNanos >= AGAIN_NANOS)) {
      trying = true;
      triedNanos = now;
      var unused = Thread.ofVirtual().name("docker-events").start(() -> listen(ofContainer));
    }
  }

  private void listen(Function<String, Optional<String>> ofContainer) {
    try (EngineStream told = engine.stream(LiveEvent.PATH)) {
      if (opened(told)) {
        while (isThis(told)) {
          told(new LiveEvent(told.next(JsonNode.class)), ofContainer);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the Docker engine does not tell of events any more", e);
    } finally {
      ended();
    }
  }

  private void told(LiveEvent event, Function<String, Optional<String>> ofContainer) {
    Optional<String> subject = event.subject(ofContainer);
    switch (event.life()) {
      case ENDED -> subject.ifPresent(s -> ended.add(event.id()));
      case BEGUN_OR_GONE -> ended.remove(event.id());
      case AS_BEFORE -> { }
    }
    subject.ifPresent(this::changed);
  }

  private synchronized boolean opened(EngineStream told) {
    if (closed) {
      return false;
    }
    changes.clear();
    ended.clear();
    connection++;
    openedNanos = nanoClock.getAsLong();
    stream = Optional.of(told);
    return true;
  }

  private synchronized boolean isThis(EngineStream told) {
    return stream.filter(s -> s == told).isPresent();
  }

  private synchronized void ended() {
    stream = Optional.empty();
    trying = false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    stream.ifPresent(EngineStream::close);
    stream = Optional.empty();
  }
}
