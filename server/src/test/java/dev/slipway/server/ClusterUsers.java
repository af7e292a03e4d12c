package dev.slipway.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Users of a shop, one after the other, each with a connection of its own: otherwise one pod would serve them all. */
final class ClusterUsers implements AutoCloseable {
  final AtomicInteger served = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  ClusterUsers(String address) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
    thread = Thread.ofVirtual().start(() -> use(request));
  }

  private void use(HttpRequest request) {
    while (!over.get()) {
      try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build()) {
        boolean fine = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        var unused = (fine ? served : failed).incrementAndGet();
        Thread.sleep(20);
      } catch (IOException e) {
        failed.incrementAndGet();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for the last one. */
  @Override
  public void close() throws InterruptedException {
    over.set(true);
    thread.join();
  }
}
