package dev.slipway.validation.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.validation.Subject;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.Asker;
import dev.slipway.validation.ask.Handshake;
import dev.slipway.validation.ask.NoAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What every look at one service shares: who is asked, and what several looks need and one of them fetches. */
public final class Around {
  /** Longest time for an answer where nothing else is said. */
  static final Duration WITHIN = Duration.ofSeconds(5);

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Subject subject;
  private final Asker asker;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final ReentrantLock once = new ReentrantLock();
  private Optional<Handshake> handshake = Optional.empty();
  private Optional<Answer> detail = Optional.empty();
  private Optional<Answer> page = Optional.empty();

  /** Around one service. */
  public Around(Subject subject, Asker asker, LongSupplier nanoTime, InstantSource clock) {
    this.subject = subject;
    this.asker = asker;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  Subject subject() {
    return subject;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  InstantSource clock() {
    return clock;
  }

  Answer get(String path) throws NoAnswer, InterruptedException {
    return asker.get(path, WITHIN);
  }

  Answer ask(String method, String path, Map<String, String> headers) throws NoAnswer, InterruptedException {
    return asker.ask(method, path, headers, Optional.empty(), WITHIN);
  }

  Answer ask(String method, String path, Map<String, String> headers, Optional<String> body, Duration within)
      throws NoAnswer, InterruptedException {
    return asker.ask(method, path, headers, body, within);
  }

  /** Asks with a secret: over a connection that somebody vouches for, or not at all. */
  Answer tell(String method, String path, Map<String, String> headers, Optional<String> body, Duration within)
      throws NoAnswer, InterruptedException {
    return asker.tell(method, path, headers, body, within);
  }

  /** Whether a second request goes over the connection of the first; asked by itself, for of several open ones any may be taken. */
  boolean keepsConnections(String path) throws NoAnswer, InterruptedException {
    try (Asker alone = new Asker(subject.address(), subject.trust(), nanoTime)) {
      Optional<String> first = alone.get(path, WITHIN).connection();
      return first.isPresent() && first.equals(alone.get(path, WITHIN).connection());
    }
  }

  /** The page that several looks judge, asked for once. */
  Answer page() throws NoAnswer, InterruptedException {
    once.lock();
    try {
      if (page.isEmpty()) {
        page = Optional.of(get(subject.page()));
      }
      return page.get();
    } finally {
      once.unlock();
    }
  }

  /** The report on the service's parts, asked for once; absent where there is none. */
  Optional<Answer> detail() throws NoAnswer, InterruptedException {
    if (subject.health().detail().isEmpty()) {
      return Optional.empty();
    }
    once.lock();
    try {
      if (detail.isEmpty()) {
        detail = Optional.of(get(subject.health().detail().get()));
      }
      return detail;
    } finally {
      once.unlock();
    }
  }

  /** What the address agrees to over TLS, shaken once. */
  Handshake handshake() throws IOException {
    once.lock();
    try {
      if (handshake.isEmpty()) {
        handshake = Optional.of(Handshake.with(subject.address(), subject.port(), subject.trust()));
      }
      return handshake.get();
    } finally {
      once.unlock();
    }
  }

  /** Why this address must not be told a secret; absent when it may. */
  Optional<String> stranger() {
    if (!subject.encrypted()) {
      return Optional.empty();
    }
    try {
      Handshake seen = handshake();
      return subject.trust().pins(seen.chain().getFirst()) ? Optional.empty() : subject.trust().fault(seen.chain())
          .or(() -> seen.isFor(subject.address().getHost()) ? Optional.empty() : Optional.of("its certificate is for " + seen.names()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** An answer as JSON, or absent where it is none. */
  static Optional<JsonNode> json(Answer answer) {
    try {
      return Optional.ofNullable(answer.whole() ? JSON.readTree(answer.body()) : null).filter(n -> !n.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }
}
