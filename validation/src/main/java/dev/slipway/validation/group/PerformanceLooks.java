package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.Asker;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How fast it answers, one request after the other, and whether it keeps connections. */
final class PerformanceLooks {
  private static final int REQUESTS = 20;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_P95_MILLIS = 500;
  private static final int MOST_FIRST_MILLIS = 300;
  private static final int MOST_MILLIS = 1_000;

  private PerformanceLooks() {}

  static List<Planned> all() {
    return List.of(
        planned("p95", Manner.ALONE, PerformanceLooks::p95),
        planned("first byte", Manner.ALONE, PerformanceLooks::firstByte),
        planned("keep-alive", Manner.ALONE, PerformanceLooks::keepAlive),
        planned("unknown page", Manner.ONCE, PerformanceLooks::unknownPage),
        planned("size", Manner.ONCE, PerformanceLooks::size));
  }

  private static Planned planned(String name, Manner manner, Look look) {
    return new Planned(CheckGroup.PERFORMANCE, name, "GET of a page", Weight.ASKED_FOR, manner, look);
  }

  private static Finding p95(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    Answer last = around.get(path);
    List<Long> micros = new ArrayList<>();
    long began = around.nanoTime().getAsLong();
    for (long now = began; micros.size() < REQUESTS && now - began < MOST_NANOS; now = around.nanoTime().getAsLong()) {
      last = around.get(path);
      micros.add(TimeUnit.NANOSECONDS.toMicros(around.nanoTime().getAsLong() - now));
    }
    long p95 = micros.stream().sorted().skip(Math.max(0, micros.size() * 95 / 100 - 1)).findFirst().orElseThrow();
    String came = "p95 " + millis(p95) + " ms, last status " + last.status();
    String asked = "GET " + path + " " + micros.size() + " times";
    return p95 <= MOST_P95_MILLIS * 1_000L ? Finding.holds(asked, came)
        : Finding.fails(asked, came, "95 of 100 must be there within " + MOST_P95_MILLIS + " ms",
            "see what it waits for; write your own limit with under");
  }

  private static String millis(long micros) {
    return micros < 10_000 ? String.format(Locale.ROOT, "%.1f", micros / 1000.0) : Long.toString(micros / 1000);
  }

  private static Finding firstByte(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.get("/");
    String came = "headers after " + answer.firstMillis() + " ms, all after " + answer.millis() + " ms";
    return answer.firstMillis() <= MOST_FIRST_MILLIS ? Finding.holds("GET /", came)
        : Finding.fails("GET /", came, "headers must be there within " + MOST_FIRST_MILLIS + " ms",
            "answer before the work is done, or cache it");
  }

  private static Finding keepAlive(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    boolean kept = around.keepsConnections(path);
    return kept ? Finding.holds("GET " + path + " twice", "on one connection")
        : Finding.fails("GET " + path + " twice", "on two connections", "every request pays for a connection of its own",
            "let the server keep connections open (HTTP/1.1 keep-alive)");
  }

  private static Finding unknownPage(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.get(ApiLooks.NOWHERE);
    String asked = "GET " + ApiLooks.NOWHERE;
    return answer.millis() <= MOST_MILLIS ? Finding.holds(asked, answer.said())
        : Finding.fails(asked, answer.said(), "a page that is not there must cost little: at most " + MOST_MILLIS + " ms",
            "see what it looks for");
  }

  private static Finding size(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.ask("GET", "/", Map.of("Accept-Encoding", "gzip"));
    return answer.whole() ? Finding.holds("GET /", answer.body().length + " bytes")
        : Finding.fails("GET /", "more than " + Asker.MOST_BODY_BYTES + " bytes", "the first page is too large for a telephone",
            "compress it, and load what is below the fold later");
  }
}
