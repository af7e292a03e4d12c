package dev.slipway.adapters.prometheus;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.spi.MetricSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A Prometheus, or what speaks its HTTP API, as a source. Safe for many threads. */
public final class PrometheusSource implements MetricSource {
  private final PrometheusApi api = new PrometheusApi();
  private final Diagnosis diagnosis = new Diagnosis(api);

  @Override
  public Reading read(Question question) {
    PrometheusApi.Server server = PrometheusApi.Server.of(question.source());
    try {
      return read(server, question, parts(question));
    } catch (Misunderstanding e) {
      return new Reading.Unknown(e.why());
    } catch (Answers.Impossible e) {
      return new Reading.Wrong(e.why());
    }
  }

  private static List<Query.Part> parts(Question question) throws Misunderstanding {
    return switch (question.metric().form()) {
      case Metric.Rate rate -> List.of(counter("events", rate.bad(), question), counter("total", rate.total(), question));
      case Metric.Count count -> List.of(counter("total", count.counter(), question));
      case Metric.Level level -> List.of(part("total", level.expression(), question));
    };
  }

  private static Query.Part counter(String name, String expression, Question question) throws Misunderstanding {
    Optional<String> growth = Selector.growthFunction(expression);
    if (growth.isPresent()) {
      throw new Misunderstanding("SLW-4509 " + growth.get() + "() makes a rate of a counter, and the counter itself is wanted here: leave "
          + growth.get() + " and its range out of " + expression);
    }
    return part(name, expression, question);
  }

  private static Query.Part part(String name, String expression, Question question) throws Misunderstanding {
    Filling filling = Filling.of(expression, question);
    return new Query.Part(name, filling, Selector.of(filling.text()));
  }

  private Reading read(PrometheusApi.Server server, Question question, List<Query.Part> parts) throws Answers.Impossible {
    boolean level = question.metric().form() instanceof Metric.Level;
    return switch (ask(server, question, level ? Query.of(parts) : Query.ofCounters(parts))) {
      case Reply.Data data -> reading(server, question, parts, Answers.of(data.data()));
      case Reply.Refused refused -> notUnderstood(server, question, parts, refused);
      case Reply.Failed failed -> new Reading.Wrong(failed.why());
    };
  }

  private Reply ask(PrometheusApi.Server server, Question question, String expression) {
    String time = "%d.%03d".formatted(question.at().getEpochSecond(), question.at().getNano() / 1_000_000);
    return api.get(server, "query", "query", expression, "time", time, "timeout", Math.max(1, server.leftMillis()) + "ms");
  }

  /** Each expression by itself, so that what Prometheus says is about what the user wrote. */
  private Reading notUnderstood(PrometheusApi.Server server, Question question, List<Query.Part> parts, Reply.Refused together) {
    for (Query.Part part : parts) {
      switch (ask(server, question, part.filling().text())) {
        case Reply.Refused refused -> {
          return new Reading.Unknown("SLW-4506 Prometheus does not understand " + part.filling().text() + ": " + refused.why());
        }
        case Reply.Failed failed -> {
          return new Reading.Wrong(failed.why());
        }
        case Reply.Data data when !data.data().path("resultType").asText().equals("vector") -> {
          return new Reading.Unknown("SLW-4506 " + part.filling().text() + " gives a " + data.data().path("resultType").asText()
              + " where an instant vector with one series is wanted");
        }
        case Reply.Data data -> { }
      }
    }
    return new Reading.Unknown("SLW-4506 Prometheus does not understand the question: " + together.why());
  }

  private Reading reading(PrometheusApi.Server server, Question question, List<Query.Part> parts, Answers answers)
      throws Answers.Impossible {
    Query.Part all = parts.getLast();
    Optional<Double> total = answers.number(all);
    Optional<Instant> at = answers.at(all);
    Optional<Reading> mistake = diagnosis.mistake(server, question.at(), parts.stream().flatMap(p -> p.selectors().stream()).toList());
    if (mistake.isPresent()) {
      return mistake.get();
    }
    if (total.isEmpty() || at.isEmpty()) {
      return new Reading.Nothing("no series for " + all.filling().text() + diagnosis.instead(server, question.at(), all));
    }
    return switch (question.metric().form()) {
      case Metric.Level level -> new Reading.Level(at.get(), total.get());
      case Metric.Count count -> counters(answers, at.get(), total.get(), total.get());
      case Metric.Rate rate -> rate(parts.getFirst(), answers, at.get(), total.get());
    };
  }

  /** A counter of failures often has no series before the first failure: with all names known to be right, that is a zero. */
  private static Reading rate(Query.Part bad, Answers answers, Instant at, double total) throws Answers.Impossible {
    Instant both = answers.at(bad).filter(e -> e.isBefore(at)).orElse(at);
    return counters(answers, both, answers.number(bad).orElse(0.0), total);
  }

  private static Reading counters(Answers answers, Instant at, double events, double total) {
    return events >= 0 && total >= 0 && events <= total
        ? new Reading.Counters(at, events, total, answers.lives())
        : new Reading.Wrong("SLW-4524 " + events + " events out of " + total + " cannot be: the expressions do not count the same thing");
  }
}
