package dev.slipway.adapters.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.metric.NearestName;
import dev.slipway.core.metric.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why an expression gives nothing: a metric or a label that Prometheus has never heard of, which is a mistake of spelling, or a release
 * that it has nothing of yet, which is a gap.
 */
final class Diagnosis {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_SHOWN = 5;

  private final PrometheusApi api;

  /** Selectors whose names were all known once: Prometheus does not unlearn a name while a rollout lasts. */
  private final Set<Selector> known = ConcurrentHashMap.newKeySet();

  Diagnosis(PrometheusApi api) {
    this.api = api;
  }

  /** What is wrong with the names that an expression uses; empty when they are all known. */
  Optional<Reading> mistake(PrometheusApi.Server server, List<Selector> selectors) {
    for (Selector selector : selectors) {
      if (known.contains(selector)) {
        continue;
      }
      Optional<Reading> mistake = mistake(server, selector);
      if (mistake.isPresent()) {
        return mistake;
      }
      if (known.size() < MOST_REMEMBERED) {
        known.add(selector);
      }
    }
    return Optional.empty();
  }

  private Optional<Reading> mistake(PrometheusApi.Server server, Selector selector) {
    return switch (api.get(server, "labels", "match[]", selector.metric().map(Diagnosis::named).orElse(selector.text()))) {
      case Reply.Failed failed -> Optional.of(new Reading.Wrong(failed.why()));
      case Reply.Refused refused -> Optional.of(new Reading.Unknown("SLW-4506 " + refused.why() + " in " + selector.text()));
      case Reply.Data data when data.data().isEmpty() ->
          selector.metric().map(name -> unknownMetric(server, name));
      case Reply.Data data -> selector.labels().stream().filter(label -> !texts(data.data()).contains(label)).findFirst()
          .map(label -> new Reading.Unknown("SLW-4508 no series of " + selector.metric().orElse(selector.text()) + " has a label " + label + ": "
              + meant(label, texts(data.data()))));
    };
  }

  private Reading unknownMetric(PrometheusApi.Server server, String name) {
    String hint = switch (api.get(server, "label/__name__/values")) {
      case Reply.Data data -> meant(name, texts(data.data()));
      case Reply.Refused refused -> "its names cannot be read (" + refused.why() + ")";
      case Reply.Failed failed -> "its names cannot be read (" + failed.why() + ")";
    };
    return new Reading.Unknown("SLW-4507 " + server.location() + " knows no metric " + name + ": " + hint);
  }

  /** Which releases there are instead, for the sentence that says there is nothing of this one. */
  String instead(PrometheusApi.Server server, Query.Part part) {
    for (String label : part.filling().release().keySet()) {
      for (Selector selector : part.selectors()) {
        if (selector.labels().contains(label) && selector.metric().isPresent()
            && api.get(server, "label/" + label + "/values", "match[]", named(selector.metric().get())) instanceof Reply.Data data) {
          List<String> values = texts(data.data());
          return "; " + label + " is asked to be " + part.filling().release().get(label) + ", and has been "
              + String.join(", ", values.subList(0, Math.min(MOST_SHOWN, values.size()))) + (values.size() > MOST_SHOWN ? ", …" : "");
        }
      }
    }
    return "";
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
