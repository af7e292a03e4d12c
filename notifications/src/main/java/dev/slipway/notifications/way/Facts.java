package dev.slipway.notifications.way;

import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reader wants to know beside the sentence. */
final class Facts {
  private Facts() {}

  static Map<String, String> of(Notice notice) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("target", notice.target().toString());
    notice.about().ifPresent(a -> {
      facts.put("version", a.candidate().version());
      a.stable().ifPresent(s -> facts.put("stable", s.version()));
      facts.put("rollout", "#" + a.number());
      a.provenance().flatMap(Provenance::commit).ifPresent(c -> facts.put("commit", c));
      a.provenance().flatMap(Provenance::run).ifPresent(r -> facts.put("run", r));
      a.provenance().flatMap(Provenance::ticket).ifPresent(t -> facts.put("ticket", t));
    });
    facts.put("kind", notice.kind().word());
    facts.put("severity", notice.severity().word());
    facts.put("by", notice.by());
    facts.put("at", notice.at().toString());
    facts.replaceAll((name, value) -> Template.oneLine(value));
    return facts;
  }

  static String line(Notice notice) {
    return of(notice).entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(" · "));
  }
}
