package dev.slipway.adapters.yaml;

import dev.slipway.core.check.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code validate}: what is asked of the candidate before it gets traffic. */
final class CheckReader {
  private static final String EXAMPLE = "{ get: /api/orders, status: 200, under: 300ms }";
  private static final List<String> METHODS = List.of("get", "head", "post");
  private static final List<String> LATER = List.of("load", "security-headers");

  private CheckReader() {}

  /** The checks written; where none are and there is a ready path, that path is asked once more through the preview address. */
  static List<Check> read(Optional<Value> validate, Optional<String> ready) {
    if (validate.isEmpty()) {
      return ready.map(Check::get).stream().toList();
    }
    List<Check> checks = new ArrayList<>();
    for (Value item : validate.get().oneOrMany()) {
      one(item).ifPresent(checks::add);
    }
    return checks;
  }

  private static Optional<Check> one(Value item) {
    if (item.node() instanceof Node.Scalar scalar && scalar.type() == Node.Type.TEXT) {
      return word(item, scalar.text());
    }
    Optional<Section> section = item.section(EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section map = section.get();
    Optional<Value> load = map.value("load");
    if (load.isPresent()) {
      later(item.problems(), load.get().keyAt(), "load", item.path());
      return Optional.empty();
    }
    List<String> methods = METHODS.stream().filter(m -> map.value(m).isPresent()).toList();
    if (methods.isEmpty()) {
      item.problems().add(Fault.MISSING_KEY, item.at(), item.path() + " asks nothing", "say what is asked, as " + EXAMPLE);
      return Optional.empty();
    }
    if (methods.size() > 1) {
      item.problems().add(
          Fault.CONTRADICTION, map.value(methods.get(1)).orElseThrow().keyAt(), item.path() + " asks both " + methods.get(0) + " and "
              + methods.get(1), "write two checks");
      return Optional.empty();
    }
    return check(map, methods.getFirst());
  }

  private static Optional<Check> word(Value item, String word) {
    if (LATER.contains(word)) {
      later(item.problems(), item.at(), word, item.path());
      return Optional.empty();
    }
    String hint = word.startsWith("/") ? "did you mean { get: " + word + " }?" : "write it as " + EXAMPLE;
    return item.badForm("is no check", hint);
  }

  private static void later(Problems problems, Position at, String word, String path) {
    problems.add(Fault.NOT_AVAILABLE, at, "the check \"" + word + "\" in " + path + " is not available in this version",
        "leave it out, or ask for a page as " + EXAMPLE);
  }

  private static Optional<Check> check(Section map, String method) {
    Optional<String> path = HealthReader.path(map.value(method).orElseThrow());
    Optional<Integer> status = map.value("status").flatMap(v -> v.whole(200, 599));
    Duration under = map.value("under").flatMap(v -> v.duration(Duration.ofMillis(1), Defaults.HOUR)).orElse(Defaults.CHECK_UNDER);
    Optional<String> contains = map.value("contains").flatMap(v -> v.text("\"ok\""));
    Optional<Value> body = map.value("contains");
    if (method.equals("head") && body.isPresent()) {
      map.problems().add(Fault.CONTRADICTION, body.get().keyAt(), map.path() + " looks for text in the answer to a head, which has none",
          "ask with get");
    }
    return path.map(p -> new Check(method.toUpperCase(Locale.ROOT), p, status, under, contains));
  }
}
