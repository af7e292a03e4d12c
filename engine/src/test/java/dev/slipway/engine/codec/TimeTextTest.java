package dev.slipway.server.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static final int MOMENTS = 20_000;

  @Test
  void a_time_is_read_as_java_reads_it_and_what_is_none_is_refused_as_there() {
    Random random = new Random(7);
    for (int i = 0; i < MOMENTS; i++) {
      Instant any = Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 260_000_000_000L), nanos(random));
      assertEquals(any, RecordTime.of(any.toString()));
    }
    for (String day : new String[] {"2024-02-29", "2000-02-29", "1970-01-01", "1969-12-31", "2100-03-01", "2026-12-31"}) {
      assertEquals(Instant.parse(day + "T23:59:59.000000001Z"), RecordTime.of(day + "T23:59:59.000000001Z"));
    }
    for (String none : new String[] {"", "Z", "2026-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-01T24:01:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00", "2026-01-0AT00:00:00Z", "2026-01-01T00:00:00.1-Z"}) {
      assertThrows(DateTimeException.class, () -> Instant.parse(none), none);
      assertThrows(DateTimeException.class, () -> RecordTime.of(none), none);
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
