package dev.slipway.engine.metric;

import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.time.Instant;

/** What is known of one metric of one release: the last reading, and since when the next is being waited for. */
final class Polled {
  private Reading last = new Reading.Nothing("not asked yet");
  private boolean asked;
  private boolean asking;
  private Instant begun = Instant.MIN;
  private Instant lookedAt = Instant.MIN;

  boolean due(Instant now, Duration interval) {
    return !asking && (!asked || Duration.between(begun, now).compareTo(interval) >= 0);
  }

  void begin(Instant now) {
    asked = true;
    asking = true;
    begun = now;
    looked(now);
  }

  void end(Reading reading) {
    asking = false;
    last = reading;
  }

  void looked(Instant now) {
    lookedAt = now;
  }

  boolean overdue(Instant now, Duration most) {
    return asking && Duration.between(begun, now).compareTo(most) > 0;
  }

  boolean asking() {
    return asking;
  }

  Instant lookedAt() {
    return lookedAt;
  }

  Reading last() {
    return last;
  }
}
