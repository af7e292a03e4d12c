package dev.slipway.adapters.yaml;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.When;
import dev.slipway.core.release.HealthSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code validate}: what is asked of the candidate before it gets traffic, and of the live address after each shift. */
final class CheckReader {
  static final String EXAMPLE = "{ get: /api/orders, status: 200, under: 300ms }";
  private static final List<String> KINDS = List.of("get", "head", "post", "flow", "load", "run", "openapi", "group");
  private static final List<String> WHEN = List.of("preview", "live", "both");

  private CheckReader() {}

  /**
   * The checks written; where none are, the usual ones, as long as the service says anywhere how it is.
   *
   * @param open whether a public address is written; a cluster's may be one that only pods reach, so that nothing is asked there by itself
   */
  static List<CheckSpec> read(Optional<Value> validate, HealthSpec health, boolean open) {
    if (validate.isEmpty()) {
      boolean says = health.ready().isPresent() || health.live().isPresent() || health.detail().isPresent();
      return says ? CheckSpec.usual() : List.of();
    }
    List<CheckSpec> checks = new ArrayList<>();
    for (Value item : validate.get().oneOrMany()) {
      one(item, open).ifPresent(checks::add);
    }
    return checks;
  }

  private static Optional<CheckSpec> one(Value item, boolean open) {
    if (item.node() instanceof Node.Scalar scalar && scalar.type() == Node.Type.TEXT) {
      return word(item, scalar.text()).map(c -> open ? c : new CheckSpec(c.kind(), c.name(), c.group(), When.PREVIEW, c.warns()));
    }
    Optional<Section> section = item.section(EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section map = section.get();
    List<String> kinds = KINDS.stream().filter(m -> map.value(m).isPresent()).toList();
    if (kinds.isEmpty()) {
      item.problems().add(Fault.MISSING_KEY, item.at(), item.path() + " asks nothing", "say what is asked, as " + EXAMPLE);
      return Optional.empty();
    }
    if (kinds.size() > 1) {
      item.problems().add(
          Fault.CONTRADICTION, map.value(kinds.get(1)).orElseThrow().keyAt(), item.path() + " asks both " + kinds.get(0) + " and "
              + kinds.get(1), "write two checks");
      return Optional.empty();
    }
    Optional<CheckKind> kind = kind(map, kinds.getFirst());
    if (!List.of("get", "head", "post").contains(kinds.getFirst())) {
      QuestionReader.refuse(map, kinds.getFirst());
    }
    return kind.map(k -> said(map, k, open));
  }

  private static Optional<CheckSpec> word(Value item, String word) {
    Optional<CheckGroup> group = CheckGroup.of(word);
    if (group.isPresent()) {
      return Optional.of(CheckSpec.of(new CheckKind.Group(group.get(), List.of())));
    }
    if (word.equals("usual")) {
      return Optional.of(CheckSpec.of(new CheckKind.Usual()));
    }
    String hint = word.startsWith("/") ? "did you mean { get: " + word + " }?"
        : "write one of " + String.join(", ", CheckGroup.words()) + ", usual; or ask for a page as " + EXAMPLE;
    return item.badForm("is no check", hint);
  }

  private static CheckSpec said(Section map, CheckKind kind, boolean open) {
    When when = map.value("when").flatMap(v -> v.word(WHEN)).map(w -> When.valueOf(w.toUpperCase(Locale.ROOT)))
        .orElse(open ? CheckSpec.usualWhen(kind) : When.PREVIEW);
    boolean warns = map.value("warn").flatMap(Value::truth).orElse(false);
    return new CheckSpec(kind, map.value("name").flatMap(v -> v.text("\"orders can be read\"")), Optional.empty(), when, warns);
  }

  private static Optional<CheckKind> kind(Section map, String key) {
    Value value = map.value(key).orElseThrow();
    return switch (key) {
      case "flow" -> flow(value);
      case "load" -> LoadForm.read(map, value);
      case "run" -> value.text("./check.sh").map(c ->
          new CheckKind.Command(c, map.value("timeout").flatMap(v -> v.duration(Defaults.SECOND, Defaults.HOUR))
              .orElse(Defaults.CHECK_COMMAND)));
      case "openapi" -> value.text("/openapi.json").map(CheckKind.Document::new);
      case "group" -> value.word(CheckGroup.words()).flatMap(CheckGroup::of).map(g -> new CheckKind.Group(g, texts(map.value("except"))));
      default -> QuestionReader.read(map, false).map(CheckKind.Request::new);
    };
  }

  private static List<String> texts(Optional<Value> list) {
    List<String> read = new ArrayList<>();
    list.map(Value::oneOrMany).orElse(List.of()).forEach(v -> v.text("framing").ifPresent(read::add));
    return read;
  }

  private static Optional<CheckKind> flow(Value value) {
    List<HttpQuestion> questions = new ArrayList<>();
    for (Value each : value.oneOrMany()) {
      each.section(EXAMPLE).flatMap(s -> QuestionReader.read(s, true)).ifPresent(questions::add);
    }
    return questions.isEmpty() ? Optional.empty() : Optional.of(new CheckKind.Flow(questions));
  }
}
