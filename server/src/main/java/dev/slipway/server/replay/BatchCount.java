package dev.slipway.server.replay;

import dev.slipway.core.analysis.Batch;
import dev.slipway.server.view.ExplanationView.Batches;
import dev.slipway.server.view.ExplanationView.Counts;
import dev.slipway.server.view.ExplanationView.Last;
import java.time.Duration;
import java.util.Optional;

/** The batches of one rollout, added up. */
final class BatchCount {
  private long count;
  private long first;
  private long last;
  private Duration covered = Duration.ZERO;
  private Counts candidate = new Counts(0, 0);
  private Optional<Counts> stable = Optional.empty();
  private Optional<Batch> latest = Optional.empty();

  void add(long sequence, Batch batch) {
    first = count++ == 0 ? sequence : first;
    last = sequence;
    covered = covered.plus(batch.covered());
    candidate = plus(candidate, batch.candidate());
    stable = batch.stable().map(s -> plus(stable.orElse(new Counts(0, 0)), s)).or(() -> stable);
    latest = Optional.of(batch);
  }

  Optional<Batches> view() {
    return latest.map(b -> new Batches(count, first, last, covered.toMillis(), candidate, stable, last(b)));
  }

  private static Last last(Batch batch) {
    boolean counted = batch.candidate().counted() && batch.stable().map(Batch.Sample::counted).orElse(true);
    return new Last(batch.covered().toMillis(), counted, counts(batch.candidate()), batch.stable().map(BatchCount::counts));
  }

  private static Counts counts(Batch.Sample sample) {
    return new Counts(sample.requests(), sample.errors());
  }

  private static Counts plus(Counts counts, Batch.Sample sample) {
    return new Counts(counts.requests() + sample.requests(), counts.errors() + sample.errors());
  }
}
