package dev.slipway.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortTest {
  private static final int PEOPLE = 100_000;

  @Test
  void every_weight_gets_its_share_of_people_within_half_a_point() {
    for (int weight = 0; weight <= 100; weight += 5) {
      int percent = weight;
      long within = IntStream.range(0, PEOPLE).filter(i -> person(i).isWithin(percent)).count();
      assertEquals(percent, within * 100.0 / PEOPLE, 0.5);
    }
  }

  @Test
  void zero_percent_holds_nobody_and_hundred_percent_everybody() {
    assertFalse(new Cohort(0).isWithin(0));
    assertTrue(new Cohort(Cohort.BUCKETS - 1).isWithin(100));
    assertFalse(new Cohort(Cohort.BUCKETS - 1).isWithin(99));
  }

  @Test
  void whoever_is_within_a_weight_stays_within_every_larger_one() {
    for (int i = 0; i < 2_000; i++) {
      Cohort cohort = person(i);
      for (int weight = 1; weight <= 100; weight++) {
        assertTrue(!cohort.isWithin(weight - 1) || cohort.isWithin(weight));
      }
    }
  }

  @Test
  void the_place_is_fixed_for_ever() {
    // Written down once: if this changes, every person of every running rollout would be dealt anew.
    assertEquals(2347, Cohort.of("shop/production", "1.4.0", "anna").bucket());
    assertEquals(Cohort.of("shop/production", "1.4.0", "anna"), Cohort.of("shop/production", "1.4.0", "anna"));
  }

  @Test
  void another_salt_chooses_other_people() {
    long both =
        IntStream.range(0, PEOPLE)
            .filter(i -> Cohort.of("shop/production", "one", "p" + i).isWithin(10))
            .filter(i -> Cohort.of("shop/production", "two", "p" + i).isWithin(10))
            .count();
    assertEquals(1.0, both * 100.0 / PEOPLE, 0.25);
  }

  @Test
  void the_parts_of_the_key_do_not_run_into_each_other() {
    assertNotEquals(Cohort.of("ab", "c", "x"), Cohort.of("a", "bc", "x"));
  }

  @Test
  void a_bucket_outside_the_range_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Cohort(Cohort.BUCKETS));
    assertThrows(IllegalArgumentException.class, () -> new Cohort(-1));
  }

  private static Cohort person(int i) {
    return Cohort.of("shop/production", "1.4.0", "person-" + i);
  }
}
