package dev.slipway.server.access;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.server.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When each token was last shown to this server, kept to the minute: it is for people who look for tokens that nobody needs. */
public final class LastUsed {
  private static final Logger LOG = LoggerFactory.getLogger(LastUsed.class);
  private static final Duration GRAIN = Duration.ofMinutes(1);
  private static final String FILE = "tokens-used.json";
  private static final int MOST = 10_000;
  private static final TypeReference<TreeMap<String, Instant>> TIMES = new TypeReference<>() {};

  private final StateFolder folder;
  private final Map<String, Instant> times;

  public LastUsed(StateFolder folder) {
    this.folder = folder;
    this.times = read(folder);
  }

  private static Map<String, Instant> read(StateFolder folder) {
    try {
      boolean there = Files.exists(folder.resolve(FILE));
      return there ? CoreJson.mapper().readValue(Files.readString(folder.resolve(FILE)), TIMES) : new TreeMap<>();
    } catch (IOException e) {
      LOG.warn("{} cannot be read; when tokens were last used is known from now on", FILE, e);
      return new TreeMap<>();
    }
  }

  /** Nothing that a request waits for depends on it, so that a disk that does not take it is only told. */
  synchronized void now(String id, Instant at) {
    Instant before = times.getOrDefault(id, Instant.MIN);
    if (!before.equals(Instant.MIN) && before.plus(GRAIN).isAfter(at) || times.size() >= MOST && !times.containsKey(id)) {
      return;
    }
    times.put(id, at);
    try {
      folder.write(FILE, CoreJson.write(times) + "\n");
    } catch (UncheckedIOException e) {
      LOG.warn("when token {} was used cannot be kept: {}", id, e.getMessage());
    }
  }

  /** When one was; nothing for one that this server never saw. */
  synchronized Optional<Instant> of(String id) {
    return Optional.ofNullable(times.get(id));
  }

  /** Forgets those that are gone. */
  synchronized void only(java.util.Set<String> ids) {
    times.keySet().retainAll(ids);
  }
}
