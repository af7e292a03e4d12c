package dev.slipway.validation;

import dev.slipway.core.check.CheckSpec;
import dev.slipway.validation.ask.Asker;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Around;
import dev.slipway.validation.group.Planned;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import dev.slipway.validation.group.Plans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asks a service everything at once, at most so many questions at a time, and what measures after all others. */
public final class Validation {
  private static final int AT_ONCE = 12;
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final long[] PAUSES_MILLIS = {0, 300, 1_000};

  private final Subject subject;
  private final long endNanos;

  private Validation(Subject subject, Duration deadline) {
    this.subject = subject;
    this.endNanos = System.nanoTime() + deadline.toNanos();
  }

  /**
   * Asks.
   *
   * @param wanted which of the planned checks
   * @param deadline longest time for all of them; what is not answered by then fails
   */
  public static Report of(
      Subject subject, List<CheckSpec> specs, Predicate<Planned> wanted, Duration deadline) throws InterruptedException {
    long from = System.nanoTime();
    var at = InstantSource.system().instant();
    List<Planned> plan = Plans.of(specs, subject).stream().filter(wanted).toList();
    List<Result> results = new Validation(subject, deadline).ask(plan);
    return new Report(subject.target(), at, subject.address().toString(), results, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
  }

  private List<Result> ask(List<Planned> planned) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    try (Asker asker = new Asker(subject.address(), subject.trust(), System::nanoTime);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService alone = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
      try {
        List<Around> rounds = Stream.generate(() -> new Around(subject, asker, System::nanoTime, InstantSource.system()))
            .limit(PAUSES_MILLIS.length).toList();
        warm(asker);
        List<Planned> plan = new ArrayList<>();
        for (Planned each : planned) {
          plan.addAll(Opening.of(each, rounds.getFirst(), beside, endNanos - System.nanoTime()));
        }
        Map<Planned, Future<Result>> asked = new LinkedHashMap<>();
        plan.stream().filter(p -> p.manner() != Manner.ALONE).forEach(p -> asked.put(p, beside.submit(() -> patiently(rounds, p, room))));
        Map<Planned, Result> results = new HashMap<>();
        for (Map.Entry<Planned, Future<Result>> each : asked.entrySet()) {
          results.put(each.getKey(), got(each.getValue(), each.getKey()));
        }
        for (Planned each : plan) {
          if (each.manner() == Manner.ALONE) {
            results.put(each, got(alone.submit(() -> once(rounds.getFirst(), each)), each));
          }
        }
        return plan.stream().map(p -> Objects.requireNonNull(results.get(p))).toList();
      } finally {
        beside.shutdownNow();
        alone.shutdownNow();
      }
    }
  }

  /** What a first request costs this side must not be counted as the service's; whether it answers is for the checks to tell. */
  private boolean warm(Asker asker) throws InterruptedException {
    try {
      return asker.get(subject.page(), WARM_UP).status() > 0;
    } catch (NoAnswer e) {
      return false;
    }
  }

  private Result got(Future<Result> asked, Planned planned) throws InterruptedException {
    try {
      return asked.get(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      return result(planned, Finding.fails(planned.asks(), "no answer yet", "all checks together took too long",
          "ask less, or allow more time"), 0);
    } catch (ExecutionException e) {
      return result(planned, Finding.fails(planned.asks(), "", "it could not be asked: " + e.getCause(), ""), 0);
    }
  }

  /** What several looks share is fetched anew in each round: else all of them would judge the first answer. */
  private Result patiently(List<Around> rounds, Planned planned, Semaphore room) throws InterruptedException {
    Result last = null;
    for (int round = 0; round < PAUSES_MILLIS.length; round++) {
      Thread.sleep(PAUSES_MILLIS[round]);
      room.acquire();
      try {
        last = once(rounds.get(round), planned);
      } finally {
        room.release();
      }
      boolean again = last.outcome() == Outcome.FAILED && planned.manner() == Manner.PATIENT;
      if (!again) {
        return last;
      }
    }
    return Objects.requireNonNull(last);
  }

  private static Result once(Around around, Planned planned) throws InterruptedException {
    long from = System.nanoTime();
    Finding finding;
    try {
      finding = planned.look().look(around);
    } catch (NoAnswer e) {
      finding = Finding.fails(planned.asks().isEmpty() ? planned.name() : planned.asks(), "no answer", e.why(),
          "see that the service runs and is not overloaded");
    }
    return result(planned, finding, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
  }

  private static Result result(Planned planned, Finding finding, long millis) {
    Outcome outcome = switch (finding.kind()) {
      case HOLDS -> Outcome.PASSED;
      case DOES_NOT_APPLY -> Outcome.SKIPPED;
      case FAILS -> planned.weight() == Weight.GRAVE ? Outcome.FAILED : Outcome.WARNED;
    };
    return new Result(planned.group(), planned.name(), outcome, finding, millis);
  }
}
