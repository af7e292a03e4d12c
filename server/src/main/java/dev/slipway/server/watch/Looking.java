package dev.slipway.server.watch;

import dev.slipway.server.journal.JournalFeed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A look again and again, on a thread of its own, until the feed is closed. */
public final class Looking {
  private static final int LOOK_SECONDS = 15;

  private Looking() {}

  /** What is done at each look; what goes wrong in it is its own business. */
  public interface Look {
    void now() throws InterruptedException;
  }

  /** Begins, with the first look at once. */
  public static void begin(String name, JournalFeed feed, Look look) {
    Thread.ofVirtual().name(name).start(() -> run(feed, look));
  }

  private static void run(JournalFeed feed, Look look) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (int second = 0; !feed.closed(); second = (second + 1) % LOOK_SECONDS) {
        if (second == 0) {
          look.now();
        }
        boolean unused = never.await(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
