package dev.slipway.distribution;

import static dev.slipway.distribution.Forbidden.assertNone;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.distribution.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the documentation name tests that there are: one that was renamed away would leave a promise that nobody keeps. */
class PromisesTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)(?:\\.([a-z]\\w+))?`");
  private static final int LEAST = 30;

  @ParameterizedTest
  @ValueSource(strings = {"docs/security.md", "docs/reliability.md"})
  void every_test_that_a_promise_names_is_there(String of) {
    Sources sources = Sources.ofThisCheckout();
    Source page = sources.texts().stream().filter(s -> s.path().endsWith(of)).findFirst().orElseThrow();
    List<String> faults = new ArrayList<>();
    int found = 0;
    for (Matcher named = NAMED.matcher(page.text()); named.find(); found++) {
      String type = named.group(1);
      String fact = named.group(2) == null ? "class " + type : "void " + named.group(2) + "(";
      boolean there = sources.testJava().stream().anyMatch(s -> s.simpleName().equals(type) && s.text().contains(fact));
      if (!there) {
        faults.add(page.path() + ": there is no " + named.group() + "; name the test that shows the promise, or take the promise back");
      }
    }
    assertNone(faults);
    assertTrue(found >= LEAST, () -> "the page names tests in another form now");
  }
}
