package dev.slipway.adapters.yaml;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.ApprovalRule.Ticket;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what must be allowed before a rollout begins: {@code approve}, {@code freeze} and {@code branches}. */
final class GuardReader {
  private static final String APPROVE = "{ by: release-managers, count: 1 }";
  private static final String GROUP = "release-managers";
  private static final String WINDOW = "\"Fri 16:00 – Mon 07:00 Europe/Berlin\"";
  private static final List<String> RUNNING = List.of("finish", "go-back");
  private static final int MOST_APPROVALS = 20;
  private static final Duration WITHIN = Defaults.DAY;
  private static final Duration LEAST_WITHIN = Duration.ofMinutes(1);

  private GuardReader() {}

  static Guard read(Section environment) {
    List<ApprovalRule> approvals = environment.value("approve").flatMap(GuardReader::rule).map(List::of).orElse(List.of());
    Optional<Value> freeze = environment.value("freeze");
    Optional<Section> map = freeze.filter(v -> v.node() instanceof Node.Mapping).flatMap(v -> v.section(WINDOW));
    List<FreezeWindow> windows = map.isPresent() ? windows(map.get().value("windows")) : windows(freeze);
    Guard.Running running = map.flatMap(m -> m.value("running")).flatMap(v -> v.word(RUNNING))
        .map(w -> Guard.Running.valueOf(w.toUpperCase(Locale.ROOT).replace('-', '_'))).orElse(Guard.Running.FINISH);
    return new Guard(approvals, windows, running, texts(environment.value("branches"), "main"));
  }

  private static Optional<ApprovalRule> rule(Value value) {
    if (!(value.node() instanceof Node.Mapping)) {
      List<String> by = texts(Optional.of(value), GROUP);
      return by.isEmpty() ? Optional.empty() : Optional.of(new ApprovalRule(by, 1, WITHIN, Optional.empty()));
    }
    Section map = value.section(APPROVE).orElseThrow();
    List<String> by = texts(map.value("by"), GROUP);
    int count = map.value("count").flatMap(v -> v.whole(1, MOST_APPROVALS)).orElse(1);
    Duration within = map.value("within").flatMap(v -> v.duration(LEAST_WITHIN, Defaults.MONTH)).orElse(WITHIN);
    Optional<Ticket> ticket = map.value("ticket").flatMap(GuardReader::ticket);
    return by.isEmpty() ? Optional.empty() : Optional.of(new ApprovalRule(by, count, within, ticket));
  }

  private static Optional<Ticket> ticket(Value value) {
    if (value.node() instanceof Node.Mapping) {
      return value.section("{ run: ./ticket-is-open.sh }").flatMap(s -> s.value("run")).flatMap(v -> v.text("./ticket-is-open.sh"))
          .map(Ticket.Known::new);
    }
    Optional<String> pattern = value.text("CHG-\\d+");
    try {
      return pattern.map(Pattern::compile).map(p -> new Ticket.Matching(p.pattern()));
    } catch (PatternSyntaxException e) {
      return value.badForm("is no regular expression: " + e.getDescription(), "write it as CHG-\\d+; a bracket that is meant is \\(");
    }
  }

  private static List<FreezeWindow> windows(Optional<Value> written) {
    List<FreezeWindow> windows = new ArrayList<>();
    for (Value item : written.map(Value::oneOrMany).orElse(List.of())) {
      item.text(WINDOW).flatMap(text -> window(item, text)).ifPresent(windows::add);
    }
    return windows;
  }

  private static Optional<FreezeWindow> window(Value item, String text) {
    try {
      return Optional.of(FreezeWindow.parse(text));
    } catch (IllegalArgumentException e) {
      String[] said = String.valueOf(e.getMessage()).split("; ", 2);
      return item.badForm(said[0], said[1]);
    }
  }

  private static List<String> texts(Optional<Value> written, String example) {
    return written.map(Value::oneOrMany).orElse(List.of()).stream().flatMap(v -> v.text(example).stream()).distinct().toList();
  }
}
