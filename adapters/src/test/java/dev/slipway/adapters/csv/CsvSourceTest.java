package dev.slipway.adapters.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.spi.MetricSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSourceTest extends MetricSourceContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  private static final Metric.Form RATE = new Metric.Rate("", "");
  private static final Metric.Form LEVEL = new Metric.Level("");
  private static final Metric.Form COUNT = new Metric.Count("");

  @TempDir Path folder;
  private final MetricSource source = new dev.slipway.adapters.csv.CsvSource(START);
  private Path file;

  @BeforeEach
  void writes_a_file() throws IOException {
    file = folder.resolve("metrics.csv");
    Files.writeString(file, """
        time,release,metric,events,total
        2026-01-01T00:00:10Z,1.4.0,payments,1,100
        20,1.4.0,payments,2,200
        20.5,1.4.0-bbbbbbbb,payments,3,300
        10,1.3.2,payments,0,900
        """);
  }

  @Override
  protected MetricSource source() {
    return source;
  }

  @Override
  protected Question measured() {
    return question("payments", RATE, CANDIDATE, "1.4.0", 100);
  }

  @Override
  protected Question unmeasured() {
    return question("payments", RATE, new ReleaseId("9.9-cccccccc"), "9.9", 100);
  }

  @Override
  protected Question misspelt() {
    return question("paymnets", RATE, CANDIDATE, "1.4.0", 100);
  }

  @Override
  protected Question nowhere() {
    file = folder.resolve("no-such-file.csv");
    return measured();
  }

  private Question question(String metric, Metric.Form form, ReleaseId release, String version, int seconds) {
    SourceSpec spec = new SourceSpec("file", SourceSpec.Kind.CSV, file.toString(), Duration.ofSeconds(1), Duration.ZERO);
    return new Question(
        new Metric(metric, "file", form), spec, new TargetId("shop", "production"), release, version, START.plusSeconds(seconds));
  }

  private Reading at(int seconds) {
    return source.read(question("payments", RATE, CANDIDATE, "1.4.0", seconds));
  }

  private Reading reading(String text, Metric.Form form) throws IOException {
    Files.writeString(file, text);
    return source.read(question("payments", form, CANDIDATE, "1.4.0", 100));
  }

  @Test
  void the_newest_row_that_is_not_later_than_the_question_answers_it() {
    assertInstanceOf(Reading.Nothing.class, at(9));
    assertEquals(new Reading.Counters(START.plusSeconds(10), 1, 100), at(10));
    assertEquals(new Reading.Counters(START.plusSeconds(10), 1, 100), at(19));
    assertEquals(new Reading.Counters(START.plusSeconds(20), 2, 200), at(20));
    assertEquals(new Reading.Counters(START.plusMillis(20_500), 3, 300), at(21));
  }

  @Test
  void a_file_that_grows_is_read_again() throws IOException {
    assertEquals(new Reading.Counters(START.plusMillis(20_500), 3, 300), at(60));
    Files.writeString(file, "30,1.4.0,payments,4,400\n", StandardOpenOption.APPEND);
    assertEquals(new Reading.Counters(START.plusSeconds(30), 4, 400), at(60));
  }

  @Test
  void levels_and_counts_are_read_from_the_column_value_in_any_order_of_columns() throws IOException {
    assertEquals(new Reading.Level(START.plusSeconds(5), 0.25), reading("metric,value,release,time\npayments,0.25,1.4.0,5\n", LEVEL));
    assertEquals(new Reading.Counters(START.plusSeconds(5), 7, 7), reading("metric,value,release,time\npayments,7,1.4.0,5\n", COUNT));
  }

  @Test
  void fields_are_quoted_as_in_rfc_4180_with_any_line_end_and_with_a_mark_of_the_byte_order() throws IOException {
    String text = "\uFEFFtime,release,metric,value\r\n\"5\",\"1.4.0\",\"payments\",\"1\"\r\n6,\"a\"\"b,\nc\",other,2\r\n\r\n7,1.4.0,payments,3";
    assertEquals(new Reading.Level(START.plusSeconds(7), 3), reading(text, LEVEL));
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
    assertTrue(why(at(1)).contains("is not UTF-8"));
    file = folder;
    assertTrue(why(at(1)).startsWith("SLW-4530"));
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
