package dev.slipway.adapters.prometheus;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;

/** Questions as the tests put them: about shop/production, its stable 1.3.2 and its candidate 1.4.0. */
record Asking(String location, Duration timeout, String version) {

  Question of(Metric.Form form, Instant at) {
    SourceSpec spec = new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, location, timeout, Duration.ZERO);
    ReleaseId release = new ReleaseId(version + "-bbbbbbbb");
    return new Question(new Metric("tried", "prom", form), spec, new TargetId("shop", "production"), release, version, at);
  }

  Asking about(String otherVersion) {
    return new Asking(location, timeout, otherVersion);
  }

  /** What was said, with a word before it that tells which kind of reading it was. */
  static String said(Reading reading) {
    return switch (reading) {
      case Reading.Counters counters -> "counters " + counters.events() + "/" + counters.total();
      case Reading.Level level -> "level " + level.value();
      case Reading.Nothing nothing -> "nothing " + nothing.why();
      case Reading.Unknown unknown -> "unknown " + unknown.why();
      case Reading.Wrong wrong -> "wrong " + wrong.why();
    };
  }
}
