package dev.slipway.adapters.yaml;

import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateSetting;
import dev.slipway.core.gate.GateSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads those {@code gates} that must hold before a rollout begins: maps, as {@code { junit: target/surefire-reports/*.xml }}. */
final class BeforehandReader {
  private static final String EXAMPLE = "{ junit: \"target/surefire-reports/*.xml\" }";
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private BeforehandReader() {}

  static boolean isOne(Value item) {
    return item.node() instanceof Node.Mapping;
  }

  static List<GateSpec> read(Optional<Value> gates) {
    List<GateSpec> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : gates.map(Value::oneOrMany).orElse(List.of())) {
      Optional<GateSpec> spec = isOne(item) ? item.section(EXAMPLE).flatMap(BeforehandReader::one) : Optional.empty();
      spec.ifPresent(s -> {
        if (!names.add(s.name())) {
          item.fault(Fault.CONTRADICTION, item.path() + " is a second gate called " + s.name(), "give it a name of its own, as name: "
              + s.name() + "-2");
        }
        read.add(s);
      });
    }
    return read;
  }

  /** Those in a strategy, where they have no place. */
  static void refuse(Optional<Value> gates) {
    gates.map(Value::oneOrMany).orElse(List.of()).stream().filter(BeforehandReader::isOne).forEach(
        item -> item.fault(Fault.CONTRADICTION, item.path() + " must hold before a rollout and has no place in its strategy",
            "move it to the gates of the environment"));
  }

  private static Optional<GateSpec> one(Section map) {
    List<GateKind> kinds = map.map().entries().stream().flatMap(e -> GateKind.of(e.key()).stream()).toList();
    if (kinds.isEmpty()) {
      Optional<Node.Entry> first = map.map().entries().stream().findFirst();
      String written = first.map(Node.Entry::key).orElse("");
      map.problems().add(Fault.UNKNOWN_WORD, first.map(Node.Entry::keyAt).orElse(map.map().at()), map.path() + " names no kind of gate",
          first.isPresent() ? Spelling.hint(written, GateKind.words()) : "write it as " + EXAMPLE);
      return Optional.empty();
    }
    if (kinds.size() > 1) {
      Value second = map.value(kinds.get(1).word()).orElseThrow();
      map.problems().add(Fault.CONTRADICTION, second.keyAt(), map.path() + " is both " + kinds.get(0).word() + " and "
          + kinds.get(1).word(),
          "write two gates");
      return Optional.empty();
    }
    return of(kinds.getFirst(), map);
  }

  private static Optional<GateSpec> of(GateKind kind, Section map) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (Node.Entry entry : map.map().entries()) {
      Value value = map.value(entry.key()).orElseThrow();
      Optional<GateSetting> setting = kind.setting(entry.key());
      if (setting.isEmpty()) {
        List<String> known = kind.settings().stream().map(GateSetting::name).toList();
        map.problems().add(Fault.UNKNOWN_KEY, entry.keyAt(), "unknown key \"" + entry.key() + "\" in " + map.path() + ", a gate of kind "
            + kind.word(), Spelling.hint(entry.key(), known));
      } else {
        settings.put(entry.key(), texts(setting.get(), value));
      }
    }
    Optional<Value> name = map.value("name");
    String called = name.flatMap(v -> v.text("unit-tests")).orElse(kind.word());
    if (!called.matches(NAME)) {
      name.orElseThrow().badForm("cannot be a name", "use 1 to 63 lower-case letters, digits and dashes, with no dash at either end");
    }
    return Optional.of(new GateSpec(called, kind, settings));
  }

  private static List<String> texts(GateSetting setting, Value value) {
    if (value.node() instanceof Node.Sequence && !setting.many()) {
      value.wrongKind("one value", "\"…\"");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Value item : value.oneOrMany()) {
      if (!(item.node() instanceof Node.Scalar scalar) || scalar.type() == Node.Type.NOTHING) {
        item.wrongKind("text", "\"…\"");
        continue;
      }
      setting.fault(scalar.text()).ifPresentOrElse(hint -> item.badForm("cannot be read", hint), () -> texts.add(scalar.text()));
    }
    return texts;
  }
}
