package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillingTest {

  private static Filling filling(String expression, String version) throws Misunderstanding {
    Question asked = new Asking("http://prom", Duration.ofSeconds(1), "1").of(new Metric.Level(""), Instant.EPOCH);
    return Filling.of(expression, new Question(asked.metric(), asked.source(), asked.target(), asked.release(), version, asked.at()));
  }

  @Test
  void values_of_labels_are_escaped_by_where_they_stand() throws Misunderstanding {
    assertEquals("x{v=\"1.4+b\"}", filling("x{v=\"${version}\"}", "1.4+b").text());
    assertEquals("x{v=~\"1\\\\.4\\\\+b|next\"}", filling("x{v=~\"${version}|next\"}", "1.4+b").text());
    assertEquals("x{v=~`1\\.4\\+b`}", filling("x{v=~`${version}`}", "1.4+b").text());
    assertEquals("x{v='a\\'b\"c\\\\d'}", filling("x{v='${version}'}", "a'b\"c\\d").text());
    assertEquals("x{v=\"a'b\\\"c\"}", filling("x{v=\"${version}\"}", "a'b\"c").text());
  }

  @Test
  void all_four_placeholders_are_replaced_and_the_release_is_remembered() throws Misunderstanding {
    Filling filling = filling("${service}_up{s=\"${service}\",e=\"${environment}\",r=\"${release}\",v!=\"${version}\"} # ${comment}", "1");
    assertEquals("shop_up{s=\"shop\",e=\"production\",r=\"1-bbbbbbbb\",v!=\"1\"} ", filling.text());
    assertEquals(Map.of("r", "1-bbbbbbbb"), filling.release());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "x", "x{service=\"${service}\"}", "x{v!=\"${version}\"}", "x{v=\"1.4\"} # ${version}", "${version}", "x{v=\"${verison}\"}"})
  void an_expression_that_does_not_tell_the_release_is_not_asked(String expression) {
    assertTrue(assertThrows(Misunderstanding.class, () -> filling(expression, "1.4")).why().startsWith("SLW-450"));
  }

  @Test
  void a_value_cannot_break_out_of_its_quotes() throws Misunderstanding {
    assertEquals("x{v=\"\\\"} or vector(0) or x{v=\\\"\"}", filling("x{v=\"${version}\"}", "\"} or vector(0) or x{v=\"").text());
    assertThrows(Misunderstanding.class, () -> filling("x{v=`${version}`}", "`} or vector(0)"));
    assertThrows(Misunderstanding.class, () -> filling("${version}{v=\"${version}\"}", "a} or b"));
  }

  private static List<String> selectors(String expression) throws Misunderstanding {
    return Selector.of(expression).stream().map(Selector::text).toList();
  }

  @Test
  void selectors_are_told_from_functions_groupings_and_words() throws Misunderstanding {
    assertEquals(
        List.of("a_total{v=\"1\",c=~\"5..\"}", "b_bucket", "{__name__=\"c\",v=\"2\"}", "count"),
        selectors("sum by (le, b) (rate(a_total{v=\"1\",c=~\"5..\"}[5m])) / on(v, d) group_left(e) histogram_quantile(0.9, b_bucket[1m:5s])"
            + " and ignoring(x) sum({__name__=\"c\",v=\"2\"}) without (y) > bool 1e3 or count unless time() == Inf"));
  }

  @Test
  void a_brace_or_a_word_within_quotes_is_text() throws Misunderstanding {
    assertEquals(List.of("a{b=\"}\",c='rate(d[5m])'}"), selectors("sum(a{b=\"}\", c='rate(d[5m])'})"));
    assertEquals(List.of("a{b=\"\\\"}\"}"), selectors("a{b=\"\\\"}\"}"));
  }

  @Test
  void names_and_labels_are_found_where_they_must_exist() throws Misunderstanding {
    assertEquals(Set.of("v", "c"), Selector.of("a{v=\"1\",c=~\"5..\",d!=\"x\",e!~\"y\",f=\"\"}").getFirst().labels());
    assertEquals("http.requests", Selector.of("{\"http.requests\", v=\"1\"}").getFirst().metric().orElseThrow());
    assertEquals("x", Selector.of("{__name__=\"x\",v=\"1\"}").getFirst().metric().orElseThrow());
    assertTrue(Selector.of("{__name__=~\"x.*\",v=\"1\"}").getFirst().metric().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a offset 5m", "sum(a @ 300)", "1 + vector(2)", "a+a+a+a+a+a+a+a+a+a+a", ""})
  void what_is_about_another_time_or_about_nothing_is_refused(String expression) {
    assertTrue(assertThrows(Misunderstanding.class, () -> Selector.of(expression)).why().startsWith("SLW-450"));
  }

  @Test
  void the_words_of_an_expression_are_the_expression() {
    String strange = "a{b=\"c\nd\"} ${e}${ '\\' `f` 0x1F 1e-9 =~ # g\n é {{";
    assertEquals(strange, String.join("", Token.of(strange).stream().map(Token::text).toList()));
  }
}
