package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.WrittenAs;
import dev.slipway.engine.codec.Format;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds how an environment was written last, among the records that begin and end rollouts. */
final class WrittenBefore {
  /** Of those who went back again and again, the deploy before that is hardly further away. */
  static final int MOST_MARKS = 60;

  private WrittenBefore() {}

  static Optional<WrittenAs> last(List<JournalRecord> oldestFirst) {
    // A record whose body is not kept here any more says nothing.
    return oldestFirst.reversed().stream().filter(r -> !r.input().isBlank()).flatMap(r -> deploy(Format.read(Input.class, r.input())))
        .findFirst().flatMap(Command.Deploy::written);
  }

  private static Stream<Command.Deploy> deploy(Input input) {
    return input instanceof Input.Commanded c && c.command() instanceof Command.Deploy d ? Stream.of(d) : Stream.empty();
  }
}
