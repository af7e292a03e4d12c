package dev.slipway.core.spi;

import dev.slipway.core.notice.Receiver;
import java.time.Duration;
import java.util.Optional;

/**
 * What tells receivers outside. It may tell the same twice, under the same id; it never throws. Each request has a limit, and each answer
 * of a mail server: an attempt takes as many times that as it asks, which is a few.
 */
public interface Notifier {

  /** What became of one attempt. */
  sealed interface Answer {
    /** In a sentence for people, with nothing secret in it. */
    String said();

    /** The receiver has it, or is not told such things. */
    record Taken(String said) implements Answer {}

    /**
     * Not now.
     *
     * @param after how long the receiver asks to be left alone
     */
    record Later(String said, Optional<Duration> after) implements Answer {}

    /** Not as it is, however often it is tried. */
    record Refused(String said) implements Answer {}
  }

  /** Tells one notice to one receiver. */
  Answer tell(Receiver receiver, Notice notice);
}
