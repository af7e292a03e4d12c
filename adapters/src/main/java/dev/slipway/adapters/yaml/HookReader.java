package dev.slipway.adapters.yaml;

import dev.slipway.core.rollout.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code hooks}: commands that are run once. */
final class HookReader {
  private static final String EXAMPLE = "{ name: migrate, run: ./migrate.sh, timeout: 5m }";

  private final Optional<Section> hooks;
  private final Duration progressDeadline;

  HookReader(Optional<Value> hooks, Duration progressDeadline) {
    this.hooks = hooks.flatMap(v -> v.section("{ before: [ ./migrate.sh ] }"));
    this.progressDeadline = progressDeadline;
  }

  List<Policy.Hook> read(String when) {
    List<Policy.Hook> read = new ArrayList<>();
    for (Value item : hooks.flatMap(h -> h.value(when)).map(Value::oneOrMany).orElse(List.of())) {
      one(item).ifPresent(read::add);
    }
    return read;
  }

  private Optional<Policy.Hook> one(Value item) {
    Duration fallback = progressDeadline.compareTo(Defaults.HOOK_TIMEOUT) < 0 ? progressDeadline : Defaults.HOOK_TIMEOUT;
    if (item.node() instanceof Node.Scalar) {
      return item.text("./migrate.sh").map(c -> new Policy.Hook(nameOf(c), c, fallback, false));
    }
    Optional<Section> section = item.section(EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section map = section.get();
    Optional<String> command = map.value("run").flatMap(v -> v.text("./migrate.sh"));
    Optional<String> name = map.value("name").flatMap(v -> v.text("migrate"));
    Duration timeout = map.value("timeout").flatMap(this::timeout).orElse(fallback);
    boolean idempotent = map.value("idempotent").flatMap(Value::truth).orElse(false);
    return command.map(c -> new Policy.Hook(name.orElseGet(() -> nameOf(c)), c, timeout, idempotent));
  }

  private Optional<Duration> timeout(Value value) {
    Optional<Duration> timeout = value.duration(Defaults.SECOND, Defaults.DAY);
    if (timeout.isPresent() && timeout.get().compareTo(progressDeadline) > 0) {
      value.fault(
          Fault.CONTRADICTION,
          value.path() + " is longer than the progress deadline of " + DurationForm.spell(progressDeadline)
              + ", which would end the hook first",
          "raise progress-deadline to at least " + DurationForm.spell(timeout.get()));
    }
    return timeout;
  }

  /** A command's first word without its folder: what people call it. */
  private static String nameOf(String command) {
    String first = command.strip().split("\\s+", 2)[0];
    String base = first.substring(first.lastIndexOf('/') + 1);
    return base.isEmpty() ? first : base;
  }
}
