package dev.slipway.server.api;

import dev.slipway.server.front.Visit;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Writes server-sent events (WHATWG HTML, 9.2). */
final class EventWriter {
  private static final int LOOKS_WITHOUT_A_WORD = 40;

  private final ServletOutputStream out;
  private final Context ctx;
  private final Duration longestWrite;
  private int silentFlushes;
  private boolean written;

  /**
   * For one client.
   *
   * @param longestWrite how long it may take to read what fills the connection
   */
  EventWriter(Context ctx, Duration longestWrite) throws IOException {
    this.ctx = ctx;
    this.longestWrite = longestWrite;
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    ctx.res().setHeader("X-Accel-Buffering", "no");
    this.out = ctx.res().getOutputStream();
  }

  /** One event. {@code data} is one line. */
  void event(String name, Optional<Long> id, String data) throws IOException {
    write(id.map(i -> "id: " + i + "\n").orElse("") + "event: " + name + "\ndata: " + data + "\n\n");
    written = true;
  }

  /**
   * Sends what was written. A connection on which there is nothing to say gets a comment now and then, so that both sides know it
   * lives.
   */
  void flush() throws IOException {
    silentFlushes = written ? 0 : silentFlushes + 1;
    if (silentFlushes >= LOOKS_WITHOUT_A_WORD) {
      write(":\n\n");
      silentFlushes = 0;
    }
    written = false;
    inTime(out::flush);
  }

  private void write(String text) throws IOException {
    inTime(() -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private interface Sending {
    void send() throws IOException;
  }

  private void inTime(Sending sending) throws IOException {
    Optional<Visit.Deadline> deadline = Body.within(ctx, longestWrite);
    try {
      sending.send();
    } catch (IOException e) {
      throw new ClientGone(e);
    } finally {
      deadline.ifPresent(Visit.Deadline::close);
    }
  }
}
