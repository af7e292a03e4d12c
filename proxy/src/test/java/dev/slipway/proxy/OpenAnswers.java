package dev.slipway.proxy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What a backend answers when answers stay open until a test lets all of them finish. */
record OpenAnswers(CountDownLatch finish) implements ScriptedBackend.Script {
  OpenAnswers() {
    this(new CountDownLatch(1));
  }

  @Override
  public boolean answer(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException, InterruptedException {
    switch (request.path()) {
      case "/long" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbegin");
        finish.await();
        out.write("ended");
      }
      case "/silent" -> {
        finish.await();
        out.ok("late");
      }
      case "/events" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
        finish.await();
        return false;
      }
      default -> out.ok(request.path());
    }
    return true;
  }
}
