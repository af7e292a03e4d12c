package dev.slipway.server.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rollouts of one target, read from its journal once and then followed. */
public final class Chronicle {
  private static final int PAGE = 500;
  private static final int MOST_KEPT = 500;

  private final TargetId target;
  private final Store store;
  private final Function<String, Optional<Input>> inputs;
  private final List<Rolled> rolled = new ArrayList<>();
  private final Map<ReleaseId, Release> asked = new LinkedHashMap<>();
  private volatile long sequence;
  private volatile boolean read;

  /**
   * A chronicle that has read nothing yet.
   *
   * @param inputs reads a record's input; empty where it is not understood
   */
  Chronicle(TargetId target, Store store, Function<String, Optional<Input>> inputs) {
    this.target = target;
    this.store = store;
    this.inputs = inputs;
  }

  /** The highest sequence it has read. */
  long sequence() {
    return sequence;
  }

  boolean hasRead() {
    return read;
  }

  /** Reads on to the end of the journal. */
  synchronized void catchUp() {
    List<JournalRecord> page;
    do {
      page = store.journal(Optional.of(target), sequence, PAGE);
      for (JournalRecord record : page) {
        add(record);
        sequence = record.sequence();
      }
    } while (page.size() == PAGE);
    read = true;
  }

  /** All rollouts kept, newest first. */
  synchronized List<Rolled> newestFirst() {
    return List.copyOf(rolled.reversed());
  }

  /** The last rollout that has ended. */
  synchronized Optional<Rolled> lastEnded() {
    return rolled.reversed().stream().filter(r -> r.end().isPresent()).findFirst();
  }

  private void add(JournalRecord record) {
    for (Event event : record.events()) {
      switch (event) {
        case Event.RolloutStarted e -> begin(record, e);
        case Event.RolloutEnded e -> end(e, record.at());
        case Event.DeployQueued e -> remember(record);
        case Event.DeployUnqueued e -> asked.remove(e.release());
        case Event.PhaseEntered e -> {}
        case Event.TaskStarted e -> {}
        case Event.TaskEnded e -> {}
        case Event.Judged e -> {}
        case Event.Approved e -> {}
        case Event.Paused e -> {}
        case Event.Resumed e -> {}
        case Event.WentBack e -> {}
        case Event.Told e -> {}
        case Event.WarmReleased e -> {}
      }
    }
  }

  private void begin(JournalRecord record, Event.RolloutStarted started) {
    remember(record);
    Optional<Release> release = find(started.to(), started.id().number());
    rolled.add(
        new Rolled(
            started.id().number(), started.kind(), started.to(), release, started.from(), started.by(), record.at(), Optional.empty()));
    asked.clear();
    if (rolled.size() > MOST_KEPT) {
      rolled.removeFirst();
    }
  }

  /** A release that was deployed again got an id with the rollout's number behind it. */
  private Optional<Release> find(ReleaseId id, long number) {
    Optional<Release> same = Optional.ofNullable(asked.get(id));
    String suffix = "+" + number;
    if (same.isPresent() || !id.value().endsWith(suffix)) {
      return same;
    }
    String before = id.value().substring(0, id.value().length() - suffix.length());
    return Optional.ofNullable(asked.get(new ReleaseId(before)))
        .map(r -> new Release(id, r.version(), r.artifact(), r.configuration(), r.run()));
  }

  private void remember(JournalRecord record) {
    for (Release release : releases(inputs.apply(record.input()))) {
      asked.put(release.id(), release);
    }
  }

  private List<Release> releases(Optional<Input> input) {
    if (input.isEmpty() || !(input.get() instanceof Input.Commanded commanded)) {
      return List.of();
    }
    return switch (commanded.command()) {
      case Command.Deploy d -> List.of(d.release());
      case Command.Rollback r -> r.to().map(List::of).orElseGet(this::everPromoted);
      case Command.Pause p -> List.of();
      case Command.Resume r -> List.of();
      case Command.Promote p -> List.of();
      case Command.Abort a -> List.of();
      case Command.Unqueue u -> List.of();
    };
  }

  /** A rollback without a name goes to a release that was promoted before. */
  private List<Release> everPromoted() {
    List<Release> known = new ArrayList<>();
    rolled.forEach(r -> r.release().ifPresent(known::add));
    return Collections.unmodifiableList(known);
  }

  private void end(Event.RolloutEnded ended, Instant at) {
    for (int i = rolled.size() - 1; i >= 0; i--) {
      if (rolled.get(i).number() == ended.id().number()) {
        rolled.set(i, rolled.get(i).ended(new Rolled.End(ended.outcome(), ended.reason(), at)));
        return;
      }
    }
  }
}
