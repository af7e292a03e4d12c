package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A code means one thing: modules that know nothing of each other take theirs from ranges of their own. */
class CodesTest {
  private static final Pattern CODE = Pattern.compile("SLW-6[0-9]{3}");

  @Test
  void releases_and_gates_share_no_code() {
    Set<String> ofReleases = codes(path -> path.startsWith("release/") || path.contains("/cli/release/"));
    Set<String> others = codes(path -> !path.startsWith("release/") && !path.contains("/cli/release/"));
    assertFalse(ofReleases.isEmpty() || others.isEmpty());
    ofReleases.retainAll(others);
    assertEquals(Set.of(), ofReleases);
  }

  private static Set<String> codes(Predicate<String> wanted) {
    Set<String> codes = new TreeSet<>();
    Sources.ofThisCheckout().mainJava().stream().filter(source -> wanted.test(source.path()))
        .forEach(source -> CODE.matcher(source.text()).results().forEach(found -> codes.add(found.group())));
    return codes;
  }
}
