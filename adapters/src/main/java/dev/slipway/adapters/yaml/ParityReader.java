package dev.slipway.adapters.yaml;

import dev.slipway.core.config.ParityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code parity}: how an environment may differ from another, as {@code { against: staging, allow: [replicas, listen] }}. */
final class ParityReader {
  private static final String EXAMPLE = "{ against: staging, allow: [replicas, listen] }";

  private ParityReader() {}

  static Optional<ParityRule> read(Section environment, String name) {
    Optional<Section> parity = environment.section("parity", EXAMPLE);
    Optional<Value> against = parity.flatMap(p -> p.value("against"));
    Optional<String> other = against.flatMap(v -> v.text("staging"));
    if (other.filter(o -> o.equals(name)).isPresent()) {
      return against.orElseThrow().badForm("is this environment itself", "name another one");
    }
    List<String> allow = new ArrayList<>();
    for (Value item : parity.flatMap(p -> p.value("allow")).map(Value::oneOrMany).orElse(List.of())) {
      item.text("replicas").ifPresent(key -> {
        if (key.matches("[A-Za-z0-9_-]+([.\\[][A-Za-z0-9_./@:-]+]?)*")) {
          allow.add(key);
        } else {
          item.badForm("is no key", "write it as it is shown by slipway environments compare, as env.LOG_LEVEL");
        }
      });
    }
    return other.map(o -> new ParityRule(o, allow));
  }

  /** An environment that is compared with must be there. */
  static void refuseStrangers(Section environments) {
    List<String> names = environments.map().entries().stream().map(Node.Entry::key).toList();
    for (String name : names) {
      environments.sectionIfMap(name).flatMap(e -> e.sectionIfMap("parity")).flatMap(p -> p.value("against")).ifPresent(v -> {
        if (v.node() instanceof Node.Scalar other && !names.contains(other.text())) {
          v.fault(Fault.UNKNOWN_WORD, "unknown environment \"" + other.text() + "\" in " + v.path(), Spelling.hint(other.text(), names));
        }
      });
    }
  }
}
