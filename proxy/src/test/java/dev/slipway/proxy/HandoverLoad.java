package dev.slipway.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask as fast as they are answered, some on a new connection each time, some on kept ones; every answer missed is noted. */
final class HandoverLoad implements AutoCloseable {
  private final int port;
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean going = true;
  final AtomicLong answered = new AtomicLong();
  final AtomicLong connections = new AtomicLong();
  final Queue<String> failed = new ConcurrentLinkedQueue<>();

  HandoverLoad(int port, int opening, int keeping) {
    this.port = port;
    for (int i = 0; i < opening; i++) {
      clients.add(Thread.ofPlatform().start(() -> ask(1)));
    }
    for (int i = 0; i < keeping; i++) {
      clients.add(Thread.ofPlatform().start(() -> ask(Integer.MAX_VALUE)));
    }
  }

  private void ask(int requestsPerConnection) {
    while (going) {
      String at = "connecting";
      try (RawClient client = new RawClient(port)) {
        connections.incrementAndGet();
        boolean kept = true;
        for (int i = 0; i < requestsPerConnection && kept && going; i++) {
          at = "request " + i;
          RawClient.Answer answer = client.get("/");
          if (answer.status() != 200) {
            failed.add(at + ": " + answer.head());
          }
          answered.incrementAndGet();
          kept = !answer.header("connection").orElse("").equals("close");
        }
      } catch (IOException e) {
        failed.add(at + ": " + e);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    going = false;
    for (Thread each : clients) {
      each.join(10_000);
    }
  }
}
