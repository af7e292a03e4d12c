package dev.slipway.engine.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final int MOMENTS = 20_000;

  @Test
  void a_time_is_read_as_java_reads_it_and_what_is_none_is_refused_as_there() {
    Random random = new Random(7);
    for (int i = 0; i < MOMENTS; i++) {
      Instant any = Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 260_000_000_000L), nanos(random));
      assertEquals(any, TimeText.instant(any.toString()));
    }
    for (String day : new String[] {"2024-02-29", "2000-02-29", "1970-01-01", "1969-12-31", "2100-03-01", "2026-12-31"}) {
      assertEquals(Instant.parse(day + "T23:59:59.000000001Z"), TimeText.instant(day + "T23:59:59.000000001Z"));
    }
    for (String none : new String[] {"", "Z", "2026-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-01-32T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:01:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00", "2026-01-0AT00:00:00Z", "2026-01-01T00:00:00.1-Z"}) {
      assertThrows(DateTimeException.class, () -> Instant.parse(none), none);
      assertThrows(DateTimeException.class, () -> TimeText.instant(none), none);
    }
  }

  @Test
  void a_duration_is_read_as_java_reads_it_and_what_is_none_is_refused_as_there() {
    Random random = new Random(11);
    for (int i = 0; i < MOMENTS; i++) {
      Duration any = Duration.ofSeconds(random.nextLong(-100, 10_000_000) * (random.nextBoolean() ? 1 : 60),
          i % 3 == 0 ? nanos(random) : 0);
      assertEquals(any, TimeText.duration(any.toString()));
    }
    for (String other : new String[] {"PT0S", "PT999999999H", "PT9999999999S", "PT1M30S", "P2D", "pt5s", "PT+5S", "PT1.5S"}) {
      assertEquals(Duration.parse(other), TimeText.duration(other));
    }
    for (String none : new String[] {"", "P", "PT", "PTS", "PT5", "PT5D", "5S", "PT 5S", "PT99999999999999999999S"}) {
      assertThrows(DateTimeException.class, () -> Duration.parse(none), none);
      assertThrows(DateTimeException.class, () -> TimeText.duration(none), none);
    }
  }

  private static int nanos(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> random.nextInt(1_000) * 1_000_000;
      default -> random.nextInt(1_000_000_000);
    };
  }
}
