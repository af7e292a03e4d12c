package dev.slipway.adapters.csv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that cannot be used: each says where and why. */
class BadFilesTest {
  private static final Metric.Form RATE = new Metric.Rate("", "");
  private static final Metric.Form LEVEL = new Metric.Level("");
  private static final Metric.Form COUNT = new Metric.Count("");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void names_a_file() {
    file = folder.resolve("metrics.csv");
  }

  private Reading reading(String text, Metric.Form form) throws IOException {
    Files.writeString(file, text);
    return reading(form);
  }

  private Reading reading(Metric.Form form) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    SourceSpec spec = new SourceSpec("file", SourceSpec.Kind.CSV, file.toString(), Duration.ofSeconds(1), Duration.ZERO);
    return new dev.slipway.adapters.csv.CsvSource(start).read(new Question(new Metric("payments", "file", form), spec,
        new TargetId("shop", "production"), new ReleaseId("1.4.0-bbbbbbbb"), "1.4.0", start.plusSeconds(100)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''                                                               | SLW-4531 | :1 is empty
      time,release,metric                                              | SLW-4531 | :1 has the columns
      time,release,metric,events                                       | SLW-4531 | :1 has the columns
      time,release,metric,value,value                                  | SLW-4531 | :1 has the columns
      1,1.4.0,payments,5                                               | SLW-4531 | :1 has the columns
      time,release,metric,value,colour                                 | SLW-4531 | :1 has the columns
      time,release,metric,value~1,1.4.0,payments,5~2,1.4.0,payments    | SLW-4532 | :3 has 3 fields
      time,release,metric,value~1,1.4.0,payments,NaN                   | SLW-4532 | :2 value is NaN
      time,release,metric,value~1,1.4.0,payments,Infinity              | SLW-4532 | :2 value is Infinity
      time,release,metric,value~~1,1.4.0,payments,many                 | SLW-4532 | :3 value is many
      time,release,metric,value~noon,1.4.0,payments,1                  | SLW-4532 | :2 time is noon
      time,release,metric,value~2026-13-01T00:00:00Z,1.4.0,payments,1  | SLW-4532 | :2 time is 2026-13
      time,release,metric,value~"1,1.4.0,payments,1                    | SLW-4532 | :2 begins a quoted field
      time,release,metric,value~1,1.4"0,payments,1                     | SLW-4532 | :2 has a quote in the middle
      time,release,metric,value~"1"x,1.4.0,payments,1                  | SLW-4532 | :2 goes on behind a quoted field
      time,release,metric,events,total~1,1.4.0,payments,5,4            | SLW-4534 | gives no value
      """)
  void a_file_that_cannot_be_used_says_where_and_why(String text, String code, String said) throws IOException {
    String why = why(reading(text.replace('~', '\n'), LEVEL));
    assertTrue(why.startsWith(code) && why.contains("metrics.csv" + (said.startsWith(":") ? said : "")) && why.contains(said), why);
  }

  @Test
  void more_events_than_their_total_and_counters_below_zero_are_wrong() throws IOException {
    assertTrue(why(reading("time,release,metric,events,total\n1,1.4.0,payments,5,4\n", RATE)).startsWith("SLW-4535"));
    assertTrue(why(reading("time,release,metric,value\n1,1.4.0,payments,-4\n", COUNT)).startsWith("SLW-4535"));
  }

  @Test
  void a_rate_needs_both_columns() throws IOException {
    assertTrue(why(reading("time,release,metric,events,total\n1,1.4.0,payments,,4\n", RATE)).startsWith("SLW-4534"));
  }

  @Test
  void bytes_that_are_no_text_and_folders_are_refused() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(why(reading(LEVEL)).contains("is not UTF-8"));
    file = folder;
    assertTrue(why(reading(LEVEL)).startsWith("SLW-4530"));
  }

  private static String why(Reading reading) {
    return switch (reading) {
      case Reading.Unknown unknown -> unknown.why();
      case Reading.Wrong wrong -> wrong.why();
      case Reading.Nothing nothing -> "a gap: " + nothing.why();
      case Reading.Counters counters -> "data: " + counters;
      case Reading.Level level -> "data: " + level;
    };
  }
}
