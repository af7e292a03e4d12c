package dev.slipway.adapters.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.text.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether Prometheus has ever heard of the metrics and labels in an expression. A misspelt one gives nothing, and so does a release that is
 * not measured yet: the one is a mistake, the other a gap.
 */
final class Diagnosis {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_SHOWN = 5;

  /** How far back names are looked for: all that a large Prometheus keeps would take longer than an answer may. */
  private static final long NAMES_WITHIN_SECONDS = 86_400;

  private final PrometheusApi api;

  /** Names that were known once: Prometheus does not unlearn them while a rollout lasts. */
  private final Set<Names> known = ConcurrentHashMap.newKeySet();

  private record Names(String server, String metric, Set<String> labels) {}

  Diagnosis(PrometheusApi api) {
    this.api = api;
  }

  /** What is wrong with the names that an expression uses; empty when they are all known. */
  Optional<Reading> mistake(PrometheusApi.Server server, Instant at, List<Selector> selectors) {
    for (Selector selector : selectors) {
      Names names = new Names(server.location(), selector.metric().orElse(selector.text()), selector.labels());
      if (known.contains(names)) {
        continue;
      }
      Optional<Reading> mistake = mistake(server, at, selector);
      if (mistake.isPresent()) {
        return mistake;
      }
      if (known.size() < MOST_REMEMBERED) {
        known.add(names);
      }
    }
    return Optional.empty();
  }

  private Optional<Reading> mistake(PrometheusApi.Server server, Instant at, Selector selector) {
    String match = selector.metric().map(Diagnosis::named).orElse(selector.text());
    return switch (api.get(server, "labels", lately(at, "match[]", match))) {
      case Reply.Failed failed -> Optional.of(new Reading.Wrong(failed.why()));
      case Reply.Refused refused -> Optional.of(new Reading.Unknown("SLW-4506 " + refused.why() + " in " + selector.text()));
      case Reply.Data data when data.data().isEmpty() ->
          selector.metric().map(name -> unknownMetric(server, at, name));
      case Reply.Data data -> unknownLabel(selector, texts(data.data()));
    };
  }

  private static Optional<Reading> unknownLabel(Selector selector, List<String> labels) {
    return selector.labels().stream().filter(label -> !labels.contains(label)).findFirst()
        .map(label -> new Reading.Unknown("SLW-4508 no series of " + selector.metric().orElse(selector.text()) + " has a label " + label
            + ": " + meant(label, labels)));
  }

  private Reading unknownMetric(PrometheusApi.Server server, Instant at, String name) {
    String hint = switch (api.get(server, "label/__name__/values", lately(at))) {
      case Reply.Data data -> meant(name, texts(data.data()));
      case Reply.Refused refused -> "its names cannot be read (" + refused.why() + ")";
      case Reply.Failed failed -> "its names cannot be read (" + failed.why() + ")";
    };
    return new Reading.Unknown("SLW-4507 " + server.location() + " has had no metric " + name + " within a day: " + hint);
  }

  /** Which releases there are instead, for the sentence that says there is nothing of this one. */
  String instead(PrometheusApi.Server server, Instant at, Query.Part part) {
    for (String label : part.filling().release().keySet()) {
      for (Selector selector : part.selectors()) {
        List<String> values = selector.labels().contains(label) ? values(server, at, label, selector) : List.of();
        if (!values.isEmpty()) {
          return "; " + label + " is asked to be " + part.filling().release().get(label) + ", and has been "
              + String.join(", ", values.subList(0, Math.min(MOST_SHOWN, values.size()))) + (values.size() > MOST_SHOWN ? ", …" : "");
        }
      }
    }
    return "";
  }

  private List<String> values(PrometheusApi.Server server, Instant at, String label, Selector selector) {
    String match = selector.metric().map(Diagnosis::named).orElse(selector.text());
    return switch (api.get(server, "label/" + label + "/values", lately(at, "match[]", match))) {
      case Reply.Data data -> texts(data.data());
      // Only the sentence is poorer for it.
      case Reply.Refused refused -> List.of();
      case Reply.Failed failed -> List.of();
    };
  }

  private static String[] lately(Instant at, String... parameters) {
    List<String> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of("start", Long.toString(at.getEpochSecond() - NAMES_WITHIN_SECONDS), "end", Long.toString(at.getEpochSecond() + 1)));
    return all.toArray(String[]::new);
  }

  private static String named(String metric) {
    return "{__name__=\"" + metric + "\"}";
  }

  private static String meant(String name, List<String> names) {
    return NearestName.of(name, names).map(n -> "did you mean " + n + "?")
        .orElse("nothing there has a name like it; look at what the service exports");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
