package dev.slipway.adapters.yaml;

import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code notify}: who is told, of the whole service and of one environment; the environment's own word on a name wins. */
final class NotifyReader {
  static final String EXAMPLE = "{ team: { slack: \"${file:/run/secrets/slack}\" } }";
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final List<String> PLACES = List.of(
      "text", "reason", "service", "environment", "kind", "severity", "by", "version", "stable", "rollout", "commit", "run", "ticket");

  private NotifyReader() {}

  static List<Receiver> read(Section service, Section environment) {
    Map<String, Receiver> all = new LinkedHashMap<>();
    for (Section from : List.of(service, environment)) {
      Optional<Section> notify = from.section("notify", EXAMPLE);
      for (Node.Entry entry : notify.map(s -> s.map().entries()).orElse(List.of())) {
        Value value = notify.orElseThrow().value(entry.key()).orElseThrow();
        if (!entry.key().matches(NAME)) {
          value.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" cannot be the name of a receiver",
              "use 1 to 63 lower-case letters, digits and dashes, with no dash at either end");
        } else {
          value.section("{ slack: \"${file:/run/secrets/slack}\" }").flatMap(s -> one(entry.key(), s)).ifPresent(r -> all.put(r.name(), r));
        }
      }
    }
    return List.copyOf(all.values());
  }

  private static Optional<Receiver> one(String name, Section section) {
    Optional<Way> way = WayReader.read(section);
    Optional<String> text = section.value("text").flatMap(v -> v.text("\"${service} ${version}: ${text}\""));
    section.value("text").ifPresent(v -> text.ifPresent(t -> Placeholders.check(t, PLACES, v.at(), v.path(), section.problems())));
    boolean allowPrivate = section.value("allow-private").flatMap(Value::truth).orElse(false);
    Receiver.When when = when(section);
    return way.map(w -> new Receiver(name, w, when, text, allowPrivate));
  }

  private static Receiver.When when(Section section) {
    List<NoticeKind> kinds = new ArrayList<>();
    for (Value item : section.value("when").map(Value::oneOrMany).orElse(List.of())) {
      item.word(NoticeKind.words()).flatMap(NoticeKind::of).filter(k -> !kinds.contains(k)).ifPresent(kinds::add);
    }
    Severity severity = section.value("severity").flatMap(v -> v.word(Severity.words())).flatMap(Severity::of).orElse(Severity.INFO);
    List<String> environments = section.value("environments").map(Value::oneOrMany).orElse(List.of()).stream()
        .flatMap(v -> v.text("production").stream()).toList();
    return new Receiver.When(kinds, severity, environments);
  }
}
