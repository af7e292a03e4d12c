package dev.slipway.notifications;

import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.notifications.way.EveryWay;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Notices and receivers to begin with. */
final class Given {
  static final TargetId SHOP = new TargetId("shop", "production");
  static final Instant AT = Instant.parse("2030-01-01T12:00:00Z");
  /** What tries to be more than text wherever text is understood. */
  static final String EVIL = "\"><script>alert(1)</script> <!channel> [a](http://evil) \r\nBcc: everybody@evil.example\r\n\r\nHello";

  private Given() {}

  static Notice notice(NoticeKind kind, Severity severity) {
    return notice(kind, severity, "SLW-1 it is slow", false, Optional.of("0123456789abcdef"));
  }

  static Notice notice(NoticeKind kind, Severity severity, String reason, boolean back, Optional<String> commit) {
    Provenance provenance = new Provenance(commit, Optional.empty(), Optional.of("https://ci.example.org/run/7"), Optional.of("OPS-1"));
    Notice.About about = new Notice.About(
        12, new Notice.Version("1.4.0", "ab".repeat(32)), Optional.of(new Notice.Version("1.3.2", "")), back, Optional.of(provenance));
    return new Notice("slipway-" + kind.word(), SHOP, AT, kind, severity, Optional.of(about), SHOP + ": 1.4.0 " + kind.word(),
        Optional.of(reason), "ada");
  }

  static Notice problem(NoticeKind kind, String key) {
    return new Notice("slipway-" + kind.word(), SHOP, AT, kind, Severity.ERROR, Optional.empty(), SHOP + ": " + key, Optional.empty(),
        "slipway", Optional.of(key));
  }

  static Receiver receiver(Way way) {
    return new Receiver("team", way, Receiver.When.USUAL, Optional.empty(), true);
  }

  static Notifier notifier(Map<String, String> secrets, int millis) {
    return new EveryWay(text -> secrets.getOrDefault(text, text), () -> AT, millis);
  }
}
