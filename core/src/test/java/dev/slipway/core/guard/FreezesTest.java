package dev.slipway.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The calendar of freezes: weeks, years, and clocks that are put forward and back. */
final class FreezesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final FreezeWindow WEEKEND = FreezeWindow.parse("Fri 16:00 – Mon 07:00 Europe/Berlin");

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static boolean frozen(FreezeWindow window, Instant at) {
    return Freezes.at(List.of(window), at).isPresent();
  }

  @Test
  void a_weekend_holds_from_its_first_minute_to_the_one_before_its_end() {
    assertFalse(frozen(WEEKEND, berlin("2026-11-27T15:59:59")));
    assertTrue(frozen(WEEKEND, berlin("2026-11-27T16:00:00")));
    assertTrue(frozen(WEEKEND, berlin("2026-11-29T12:00:00")));
    assertTrue(frozen(WEEKEND, berlin("2026-11-30T06:59:59")));
    assertFalse(frozen(WEEKEND, berlin("2026-11-30T07:00:00")));
  }

  @Test
  void every_minute_of_two_years_is_frozen_just_when_a_clock_on_the_wall_says_so() {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 2 * 366 * 24 * 4; i++, at = at.plus(Duration.ofMinutes(15))) {
      ZonedDateTime wall = at.atZone(BERLIN);
      DayOfWeek day = wall.getDayOfWeek();
      LocalTime time = wall.toLocalTime();
      boolean said = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY || day == DayOfWeek.FRIDAY && !time.isBefore(LocalTime.of(16, 0))
          || day == DayOfWeek.MONDAY && time.isBefore(LocalTime.of(7, 0));
      assertEquals(said, frozen(WEEKEND, at), () -> wall.toString());
    }
  }

  @Test
  void any_window_and_any_moment_agree_on_where_it_begins_and_ends() {
    Random chance = new Random(7);
    List<String> zones = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "America/Sao_Paulo");
    String[] days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (int i = 0; i < 20_000; i++) {
      String from = days[chance.nextInt(7)] + String.format(" %02d:%02d", chance.nextInt(24), chance.nextInt(60));
      String to = days[chance.nextInt(7)] + String.format(" %02d:%02d", chance.nextInt(24), chance.nextInt(60));
      if (from.equals(to)) {
        continue;
      }
      FreezeWindow window = FreezeWindow.parse(from + " - " + to + " " + zones.get(chance.nextInt(zones.size())));
      Instant at = Instant.ofEpochSecond(1_000_000_000L + chance.nextInt(1_200_000_000));
      Optional<FreezeWindow.Interval> in = window.at(at);
      FreezeWindow.Interval next = window.next(at).orElseThrow();
      assertTrue(next.from().isAfter(at) && next.from().isBefore(at.plus(Duration.ofDays(8))), window::toString);
      assertTrue(window.at(next.from()).isPresent(), window::toString);
      Instant before = next.from().minusMillis(1);
      assertEquals(in.filter(x -> x.holds(before)), window.at(before), window::toString);
      assertTrue(in.filter(x -> window.at(x.until()).filter(o -> o.equals(x)).isPresent()).isEmpty(), window::toString);
      assertEquals(window, FreezeWindow.parse(window.toString()));
    }
  }

  @Test
  void an_hour_that_is_jumped_over_and_one_that_comes_twice() {
    FreezeWindow inGap = FreezeWindow.parse("Sun 02:30 – Sun 05:00 Europe/Berlin");
    Instant jump = Instant.parse("2027-03-28T01:00:00Z");
    assertFalse(frozen(inGap, jump.minusSeconds(1)));
    assertTrue(frozen(inGap, jump));
    FreezeWindow twice = FreezeWindow.parse("Sun 02:30 – Sun 02:45 Europe/Berlin");
    assertFalse(frozen(twice, Instant.parse("2026-10-25T00:29:59Z")));
    assertTrue(frozen(twice, Instant.parse("2026-10-25T00:30:00Z")), "the first 02:30");
    assertTrue(frozen(twice, Instant.parse("2026-10-25T01:44:59Z")), "the last 02:44");
    assertFalse(frozen(twice, Instant.parse("2026-10-25T01:45:00Z")));
  }

  @Test
  void days_hold_from_the_first_midnight_to_the_last_over_the_end_of_a_year() {
    FreezeWindow holidays = FreezeWindow.parse("2026-12-20 – 2027-01-02 Europe/Berlin");
    assertFalse(frozen(holidays, berlin("2026-12-19T23:59:59")));
    assertTrue(frozen(holidays, berlin("2026-12-20T00:00:00")));
    assertTrue(frozen(holidays, berlin("2026-12-31T23:59:59")));
    assertTrue(frozen(holidays, berlin("2027-01-02T23:59:59")));
    assertFalse(frozen(holidays, berlin("2027-01-03T00:00:00")));
    assertTrue(holidays.next(berlin("2027-02-01T00:00:00")).isEmpty());
  }

  @Test
  void nights_and_moments() {
    FreezeWindow night = FreezeWindow.parse("22:00–06:00 UTC");
    assertTrue(frozen(night, Instant.parse("2026-03-01T23:00:00Z")));
    assertTrue(frozen(night, Instant.parse("2026-03-01T05:59:59Z")));
    assertFalse(frozen(night, Instant.parse("2026-03-01T06:00:00Z")));
    FreezeWindow sale = FreezeWindow.parse("2026-11-27 08:00 - 2026-11-30 20:00 America/New_York");
    assertTrue(frozen(sale, Instant.parse("2026-11-27T13:00:00Z")));
    assertFalse(frozen(sale, Instant.parse("2026-12-01T01:00:00Z")));
  }

  @Test
  void overlapping_windows_end_together_and_the_next_free_time_is_after_the_last() {
    List<FreezeWindow> windows = List.of(WEEKEND, FreezeWindow.parse("2026-11-29 – 2026-12-01 Europe/Berlin"));
    Freezes.Frozen on = Freezes.at(windows, berlin("2026-11-28T12:00:00")).orElseThrow();
    assertEquals(berlin("2026-11-30T07:00:00"), on.until());
    assertEquals(Optional.of(berlin("2026-12-02T00:00:00")), on.free());
    assertEquals(2, Freezes.coming(windows, berlin("2026-11-28T12:00:00")).size());
    assertEquals(1, Freezes.coming(windows, berlin("2027-06-01T12:00:00")).size());
  }

  @Test
  void windows_that_leave_no_time_say_so() {
    List<FreezeWindow> always = List.of(FreezeWindow.parse("Mon 00:00 – Fri 00:00 UTC"), FreezeWindow.parse("Fri 00:00 – Mon 00:00 UTC"));
    assertEquals(Optional.empty(), Freezes.at(always, Instant.parse("2026-03-01T00:00:00Z")).orElseThrow().free());
  }

  @Test
  void a_day_to_the_same_day_is_a_few_hours_or_nearly_a_week() {
    assertFalse(frozen(FreezeWindow.parse("Fri 16:00 – Fri 18:00 UTC"), Instant.parse("2026-11-28T00:00:00Z")));
    FreezeWindow nearly = FreezeWindow.parse("Fri 16:00 – Fri 07:00 UTC");
    assertTrue(frozen(nearly, Instant.parse("2026-12-03T00:00:00Z")));
    assertFalse(frozen(nearly, Instant.parse("2026-11-27T12:00:00Z")));
  }
}
