package dev.slipway.adapters.embedded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the proxy, or was not long ago; each is logged once. */
public final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
  private static final Duration TOLD_FOR = Duration.ofMinutes(10);

  private final InstantSource clock;
  private Optional<Trouble> last = Optional.empty();

  Troubles(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param code stable, SLW-nnnn
   * @param over whether it is mended
   */
  public record Trouble(String code, String message, Instant at, boolean over) {}

  /** It lasts, until it is said to have ended. */
  synchronized void begins(String code, String message) {
    boolean known = last.filter(each -> each.code().equals(code) && !each.over()).isPresent();
    last = Optional.of(new Trouble(code, message, clock.instant(), false));
    if (!known) {
      LOG.error("{} {}", code, message);
    }
  }

  /** It came and is mended; a person should know of it all the same. */
  synchronized void happened(String code, String message) {
    last = Optional.of(new Trouble(code, message, clock.instant(), true));
    LOG.error("{} {}", code, message);
  }

  /** Whatever lasted is over. */
  synchronized void ended() {
    if (last.filter(each -> !each.over()).isPresent()) {
      LOG.info("the proxy answers again");
      last = Optional.empty();
    }
  }

  synchronized Optional<Trouble> lately() {
    return last.filter(each -> !each.over() || each.at().plus(TOLD_FOR).isAfter(clock.instant()));
  }
}
