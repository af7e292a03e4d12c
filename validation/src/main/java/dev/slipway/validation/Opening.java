package dev.slipway.validation;

import dev.slipway.validation.group.Around;
import dev.slipway.validation.group.DocumentLook;
import dev.slipway.validation.group.Planned;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads descriptions before the checks begin, for each of their GETs is a check of its own. */
final class Opening {
  private static final Duration MOST = Duration.ofSeconds(3);

  private Opening() {}

  /**
   * The checks that one stands for. A service that is slow to say what it has is asked for that later, as one check beside the others.
   *
   * @param leftNanos until all checks together end
   */
  static List<Planned> of(Planned planned, Around around, ExecutorService threads, long leftNanos) throws InterruptedException {
    Future<List<Planned>> opening = threads.submit(() -> DocumentLook.opened(planned, around));
    try {
      return opening.get(Math.clamp(leftNanos, 1, MOST.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      opening.cancel(true);
      return List.of(planned);
    } catch (ExecutionException e) {
      return List.of(planned);
    }
  }
}
