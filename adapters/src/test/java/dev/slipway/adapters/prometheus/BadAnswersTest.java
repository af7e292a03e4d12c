package dev.slipway.adapters.prometheus;

import dev.slipway.core.metric.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back from something that is no Prometheus, or one that is out of order: never data, never an exception, never a long wait. */
@Timeout(60)
class BadAnswersTest extends FakePrometheus {
  private static String vector(String... series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", series) + "]}}";
  }

  private static String series(String labels, String value) {
    return "{\"metric\":{\"slipway_part\":\"total\"" + labels + "},\"value\":[1767225600,\"" + value + "\"]}";
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      200 OK          | <html><body>Sign in</body></html>               | wrong SLW-4515
      200 OK          | ''                                              | wrong SLW-4515
      200 OK          | {"status":"succ                                 | wrong SLW-4515
      200 OK          | []                                              | wrong SLW-4515
      200 OK          | null                                            | wrong SLW-4515
      200 OK          | {"status":"success"}                            | wrong SLW-4520
      200 OK          | {"status":"success","data":{"resultType":"matrix","result":[]}} | wrong SLW-4520
      200 OK          | {"status":"success","data":{"resultType":"vector","result":{}}} | wrong SLW-4520
      200 OK          | {"status":"success","warnings":["store 3 is away"],"data":{"resultType":"vector","result":[]}} | wrong SLW-4517
      500 Oops        | <html>stack trace</html>                        | wrong SLW-4515
      502 Bad Gateway | ''                                              | wrong SLW-4515
      503 Busy        | {"status":"error","errorType":"timeout","error":"query timed out"}      | wrong SLW-4516
      422 Bad         | {"status":"error","errorType":"execution","error":"many-to-many"}       | wrong SLW-4516
      401 No          | no credentials                                  | wrong SLW-4543
      302 Found       | ''                                              | wrong SLW-4514
      400 Bad         | {"status":"error","errorType":"bad_data","error":"1:5: parse error"}    | unknown SLW-4506
      """)
  void what_is_no_answer_of_a_sound_prometheus_is_never_data(String status, String body, String wanted) {
    assertSaid(wanted, said(whole(status, body)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      NaN  | wrong SLW-4523
      +Inf | wrong SLW-4523
      -Inf | wrong SLW-4523
      five | wrong SLW-4523
      ''   | wrong SLW-4523
      """)
  void what_is_not_a_number_is_wrong(String value, String wanted) {
    assertSaid(wanted, said(whole("200 OK", vector(series("", value)))));
  }

  @Test
  void a_native_histogram_is_not_a_number() {
    String histogram = "{\"metric\":{\"slipway_part\":\"total\"},\"histogram\":[1767225600,{\"count\":\"5\"}]}";
    assertSaid("wrong SLW-4523", said(whole("200 OK", vector(histogram))));
  }

  @Test
  void several_series_are_wrong() {
    assertSaid("wrong SLW-4521", said(whole("200 OK", vector(series(",\"a\":\"1\"", "5"), series(",\"a\":\"2\"", "5")))));
  }

  @Test
  void an_answer_for_another_release_is_wrong() {
    String said = said(whole("200 OK", vector(series(",\"version\":\"1.3.2\"", "5"))));
    assertSaid("wrong SLW-4522 asked for version=1.4.0, the answer is for 1.3.2", said);
  }

  @ParameterizedTest
  @CsvSource({"not an address", "ftp://x", "prom:9090", "http://", "''"})
  void what_is_no_address_is_wrong(String location) {
    Reading reading = new PrometheusSource().read(new Asking(location, TIMEOUT, "1.4.0").of(LEVEL, Instant.EPOCH));
    assertSaid("wrong SLW-451", Asking.said(reading));
  }
}
