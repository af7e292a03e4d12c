package dev.slipway.server.delivery;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks through the rollouts of one target, oldest first; what ended outside of the stretch of time is remembered and not counted. Of each
 * rollout only how long things took is kept.
 */
public final class DeliveryCount {
  private final Instant from;
  private final Instant to;
  private int deploys;
  private int promoted;
  private int failed;
  private int rework;
  private final List<Double> lead = new ArrayList<>();
  private final List<Double> duration = new ArrayList<>();
  private final List<Double> recovery = new ArrayList<>();
  private final List<Double> rollback = new ArrayList<>();
  private Optional<Instant> servingSince = Optional.empty();
  private boolean broken;

  /**
   * Begins.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public DeliveryCount(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Counts the next one. */
  public void next(Delivered rollout) {
    boolean counts = !rollout.endedAt().isBefore(from) && rollout.endedAt().isBefore(to);
    boolean good = rollout.outcome() == Event.Outcome.PROMOTED;
    if (rollout.kind() == Rollout.Kind.ROLLBACK) {
      if (good) {
        takenBack(rollout, counts);
      }
    } else if (good) {
      promoted(rollout, counts);
    } else {
      wentBack(rollout, counts);
    }
  }

  private void takenBack(Delivered back, boolean counts) {
    if (counts) {
      add(rollback, back.startedAt(), back.endedAt());
      servingSince.ifPresent(since -> {
        failed++;
        add(recovery, since, back.endedAt());
      });
    }
    servingSince = Optional.empty();
    broken = true;
  }

  private void promoted(Delivered deploy, boolean counts) {
    if (counts) {
      deploys++;
      promoted++;
      rework += broken ? 1 : 0;
      add(duration, deploy.startedAt(), deploy.endedAt());
      deploy.committedAt().ifPresent(at -> add(lead, at, deploy.endedAt()));
    }
    servingSince = Optional.of(deploy.endedAt());
    broken = false;
  }

  private void wentBack(Delivered deploy, boolean counts) {
    if (counts) {
      deploys++;
      failed++;
      add(recovery, deploy.startedAt(), deploy.endedAt());
    }
    broken = true;
  }

  /** A clock that was set back between the two says nothing about how long it took. */
  private static void add(List<Double> seconds, Instant start, Instant end) {
    if (!end.isBefore(start)) {
      seconds.add(Duration.between(start, end).toMillis() / 1_000.0);
    }
  }

  /** Takes in what another counted of another target. */
  public void add(DeliveryCount other) {
    deploys += other.deploys;
    promoted += other.promoted;
    failed += other.failed;
    rework += other.rework;
    lead.addAll(other.lead);
    duration.addAll(other.duration);
    recovery.addAll(other.recovery);
    rollback.addAll(other.rollback);
  }

  Period period() {
    Stream.of(lead, duration, recovery, rollback).forEach(l -> l.sort(Double::compare));
    double days = Duration.between(from, to).toSeconds() / 86_400.0;
    return new Period(days, deploys, promoted, failed, rework, List.copyOf(lead), List.copyOf(duration), List.copyOf(recovery),
        List.copyOf(rollback));
  }
}
