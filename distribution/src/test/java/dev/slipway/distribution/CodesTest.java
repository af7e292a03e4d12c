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
  private static final Pattern FIVE = Pattern.compile("SLW-5[0-9]{3}");

  @Test
  void releases_and_gates_share_no_code() {
    Set<String> ofReleases = codes(path -> path.startsWith("release/") || path.contains("/cli/release/"));
    Set<String> others = codes(path -> !path.startsWith("release/") && !path.contains("/cli/release/"));
    assertFalse(ofReleases.isEmpty() || others.isEmpty());
    ofReleases.retainAll(others);
    assertEquals(Set.of(), ofReleases);
  }

  @Test
  void who_may_what_and_who_is_told_share_no_code() {
    Set<String> ofAccess = codes(FIVE, path -> path.contains("/server/access/") || path.contains("/server/api/"));
    Set<String> ofNotices = codes(FIVE, path -> path.contains("/server/outbox/") || path.contains("/adapters/linux/"));
    assertFalse(ofAccess.isEmpty() || ofNotices.isEmpty());
    ofAccess.retainAll(ofNotices);
    assertEquals(Set.of(), ofAccess);
  }

  private static Set<String> codes(Predicate<String> wanted) {
    return codes(CODE, wanted);
  }

  private static Set<String> codes(Pattern code, Predicate<String> wanted) {
    Set<String> codes = new TreeSet<>();
    Sources.ofThisCheckout().mainJava().stream().filter(source -> wanted.test(source.path()))
        .forEach(source -> code.matcher(source.text()).results().forEach(found -> codes.add(found.group())));
    return codes;
  }
}
