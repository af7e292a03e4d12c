package dev.slipway.adapters.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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

class CsvSourceTest extends MetricSourceContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  private static final Metric.Form RATE = new Metric.Rate("", "");
  private static final Metric.Form LEVEL = new Metric.Level("");
  private static final Metric.Form COUNT = new Metric.Count("");

  @TempDir Path folder;
  private final MetricSource source = new CsvSource(START);
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
    String text = "\uFEFFtime,release,metric,value\r\n"
        + "\"5\",\"1.4.0\",\"payments\",\"1\"\r\n6,\"a\"\"b,\nc\",other,2\r\n\r\n7,1.4.0,payments,3";
    assertEquals(new Reading.Level(START.plusSeconds(7), 3), reading(text, LEVEL));
  }
}
