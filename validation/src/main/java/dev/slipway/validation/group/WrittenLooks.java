package dev.slipway.validation.group;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.Target;
import dev.slipway.validation.Finding;
import dev.slipway.validation.Subject;
import dev.slipway.validation.ask.NoAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks that a team wrote itself: a request, several in order, a load. */
final class WrittenLooks {
  private static final int MOST_TIMEOUT_MILLIS = 10_000;

  /** What to do about an answer that is not as a team wrote it. */
  static final String MEND = "look at slipway logs for what it did, or mend what validate says of it";

  private WrittenLooks() {}

  static Look request(HttpQuestion question) {
    return around -> new QuestionLook(question, new Blanks(around.subject().variables())).look(around);
  }

  /** The first request that goes wrong ends it. */
  static Look flow(List<HttpQuestion> questions) {
    return around -> {
      Blanks blanks = new Blanks(around.subject().variables());
      for (int i = 0; i < questions.size(); i++) {
        Finding finding = step(around, blanks, questions.get(i));
        if (finding.kind() != Finding.Kind.HOLDS) {
          return Finding.fails("request " + (i + 1) + " of " + questions.size() + ", " + finding.asked(), finding.came(), finding.why(),
              finding.mend());
        }
      }
      return Finding.holds(String.join(", ", questions.stream().map(HttpQuestion::toString).toList()), "all as written");
    };
  }

  private static Finding step(Around around, Blanks blanks, HttpQuestion question) throws InterruptedException {
    try {
      return new QuestionLook(question, blanks).look(around);
    } catch (NoAnswer e) {
      return Finding.fails(question.method() + " " + blanks.told(question.path()), "no answer", e.why(), MEND);
    }
  }

  static Look load(CheckKind.Load load) {
    return around -> {
      Subject subject = around.subject();
      int seconds = (int) Math.max(1, load.time().toSeconds());
      LoadPlan plan = LoadPlan.against(target(subject)).concurrent(load.concurrent()).maxSeconds(seconds)
          .keepAliveConnections(load.concurrent()).maxInFlight(load.concurrent()).requestTimeoutMillis(MOST_TIMEOUT_MILLIS)
          .paths(new LoadPlan.Paths(load.path(), load.path(), load.path(), load.path(), load.path())).build();
      LoadReport report;
      try (LoadRun run = LoadRun.start(plan)) {
        while (!run.awaitMillis(100)) {
          if (Thread.interrupted()) {
            throw new InterruptedException("the load was called off");
          }
        }
        report = run.await();
      }
      return judged(load, report);
    };
  }

  private static Target target(Subject subject) {
    String host = subject.address().getHost().replaceAll("[\\[\\]]", "");
    return subject.encrypted() ? Target.written(host, subject.port()).over(subject.trust().asking()) : Target.written(host, subject.port());
  }

  private static String counted(Map<String, Long> causes) {
    return String.join(", ", causes.entrySet().stream().map(c -> c.getValue() + " " + c.getKey().replace('_', ' ')).toList());
  }

  private static Finding judged(CheckKind.Load load, LoadReport report) {
    long bad = report.failed() + report.appErrors();
    double share = report.requests() == 0 ? 1 : bad / (double) report.requests();
    String asked = "GET " + load.path() + " by " + load.concurrent() + " at once for " + load.time().toSeconds() + " s";
    String came = String.format(Locale.ROOT, "%d requests, %.0f/s, %d failed, p95 %.1f ms", report.requests(),
        report.requests() / Math.max(0.001, report.seconds()), bad, report.latency().p95Ms());
    if (share > load.errors() || report.requests() == 0) {
      Map<String, Long> causes = report.failures();
      return Finding.fails(asked, came, String.format(Locale.ROOT, "%.3f %% failed, at most %.3f %% may", share * 100, load.errors() * 100)
          + (causes.isEmpty() ? "" : ": " + counted(causes)), "see limits of threads, connections and files, and the service's logs");
    }
    Duration most = load.p95().orElse(Duration.ofDays(1));
    return report.latency().p95Ms() <= most.toMillis() ? Finding.holds(asked, came)
        : Finding.fails(asked, came, "p95 must be at most " + most.toMillis() + " ms", "see what it waits for under load");
  }
}
