package dev.slipway.core.check;

import java.time.Duration;

/** What a check asks, in words. */
final class CheckWords {
  private CheckWords() {}

  static String of(HttpQuestion q) {
    return q + " → " + q.status().map(s -> Integer.toString(s)).orElse("2xx or 3xx") + " under " + time(q.under())
        + q.contains().map(c -> ", contains \"" + c + "\"").orElse("")
        + (q.json().isEmpty() ? "" : ", JSON " + String.join(", ", q.json().entrySet().stream()
            .map(e -> e.getKey() + " = " + e.getValue()).toList()));
  }

  static String of(CheckKind.Load l) {
    return l.concurrent() + " concurrent for " + time(l.time()) + " on " + l.path();
  }

  private static String time(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
