package dev.slipway.server.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes server-sent events (WHATWG HTML, 9.2). */
final class EventWriter {
  private static final int LOOKS_WITHOUT_A_WORD = 40;

  private final ServletOutputStream out;
  private int silentFlushes;
  private boolean written;

  EventWriter(Context ctx) throws IOException {
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    ctx.res().setHeader("Cache-Control", "no-store");
    ctx.res().setHeader("X-Accel-Buffering", "no");
    this.out = ctx.res().getOutputStream();
  }

  /** One event. {@code data} is one line. */
  void event(String name, Optional<Long> id, String data) throws IOException {
    write(id.map(i -> "id: " + i + "\n").orElse("") + "event: " + name + "\ndata: " + data + "\n\n");
    written = true;
  }

  /** Sends what was written. A connection on which there is nothing to say gets a comment now and then, so that both sides know it lives. */
  void flush() throws IOException {
    silentFlushes = written ? 0 : silentFlushes + 1;
    if (silentFlushes >= LOOKS_WITHOUT_A_WORD) {
      write(":\n\n");
      silentFlushes = 0;
    }
    written = false;
    try {
      out.flush();
    } catch (IOException e) {
      throw new ClientGone(e);
    }
  }

  private void write(String text) throws IOException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ClientGone(e);
    }
  }
}
