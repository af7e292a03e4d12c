package dev.slipway.adapters.docker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What an engine goes on telling over one connection, an object of JSON a line, until it ends or is closed. */
final class EngineStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final int OK = 200;

  private final DoorAnswer answer;
  private final InputStream lines;

  private EngineStream(DoorAnswer answer) {
    this.answer = answer;
    this.lines = new BufferedInputStream(answer.body());
  }

  /** Asks, and waits for the head of the answer only: what follows may take for ever. */
  static EngineStream open(DoorHttp http, String path) throws IOException {
    try {
      DoorAnswer answer = http.execute(Request.builder().method(Request.Method.GET).path(path).build());
      answer.deadline().reached();
      if (answer.code() != OK) {
        answer.close();
        throw new IOException("the Docker engine answered " + answer.code() + " to GET " + path);
      }
      return new EngineStream(answer);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The next it tells, waited for; its end is an {@link IOException}. */
  <T> T next(Class<T> as) throws IOException {
    return JSON.readValue(DoorAnswer.line(lines), as);
  }

  @Override
  public void close() {
    answer.close();
  }
}
