package dev.slipway.adapters.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cuts a connection whose answer does not come in time: a Unix socket knows no timeout of its own. */
final class Deadline {
  private static final Logger LOG = System.getLogger(Deadline.class.getName());
  private static final long USUAL_SECONDS = 30;

  /** A pull moves as many bytes as an image has. */
  private static final long PULL_SECONDS = 900;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final long seconds;
  private volatile boolean passed;

  private Deadline(long seconds) {
    this.seconds = seconds;
  }

  static Deadline of(Request request, Door.Wire wire) {
    Deadline deadline = new Deadline(request.path().contains("/images/create") ? PULL_SECONDS : USUAL_SECONDS);
    Thread.ofVirtual().name("docker-deadline").start(() -> deadline.watch(wire));
    return deadline;
  }

  private void watch(Door.Wire wire) {
    try {
      if (!reached.await(seconds, TimeUnit.SECONDS)) {
        passed = true;
        wire.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection to the engine was broken already", e);
    }
  }

  /** The answer is there, or nobody waits for it any more. */
  void reached() {
    reached.countDown();
  }

  boolean passed() {
    return passed;
  }

  long seconds() {
    return seconds;
  }
}
