package dev.slipway.core.guard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** From when to when, by a clock on the wall. */
sealed interface WallSpan {

  /** One time that it stands for. */
  record Times(LocalDateTime from, LocalDateTime to) {}

  /** In order those of its times that may hold a moment of this day, or be the first after it. */
  List<Times> around(LocalDate day);

  /** Every week, over as many days as it takes. */
  record Weekly(DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to) implements WallSpan {
    @Override
    public List<Times> around(LocalDate day) {
      LocalDate last = day.with(TemporalAdjusters.previousOrSame(fromDay));
      return LongStream.rangeClosed(-2, 2).mapToObj(weeks -> times(last.plusWeeks(weeks))).toList();
    }

    private Times times(LocalDate begins) {
      boolean wraps = fromDay == toDay && !to.isAfter(from);
      LocalDate ends = wraps ? begins.plusWeeks(1) : begins.with(TemporalAdjusters.nextOrSame(toDay));
      return new Times(begins.atTime(from), ends.atTime(to));
    }

    @Override
    public String toString() {
      return brief(fromDay) + " " + from + " – " + brief(toDay) + " " + to;
    }

    private static String brief(DayOfWeek day) {
      return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
    }
  }

  /** Every day. */
  record Daily(LocalTime from, LocalTime to) implements WallSpan {
    @Override
    public List<Times> around(LocalDate day) {
      long nights = to.isAfter(from) ? 0 : 1;
      return LongStream.rangeClosed(-2, 2).mapToObj(day::plusDays).map(d -> new Times(d.atTime(from), d.plusDays(nights).atTime(to)))
          .toList();
    }

    @Override
    public String toString() {
      return from + " – " + to;
    }
  }

  /** Once, from one moment to another. */
  record Moments(LocalDateTime from, LocalDateTime to) implements WallSpan {
    @Override
    public List<Times> around(LocalDate day) {
      return List.of(new Times(from, to));
    }

    @Override
    public String toString() {
      return from.toLocalDate() + " " + from.toLocalTime() + " – " + to.toLocalDate() + " " + to.toLocalTime();
    }
  }

  /** Once, from the first minute of one day to the last of another. */
  record Days(LocalDate from, LocalDate to) implements WallSpan {
    @Override
    public List<Times> around(LocalDate day) {
      return List.of(new Times(from.atStartOfDay(), to.plusDays(1).atStartOfDay()));
    }

    @Override
    public String toString() {
      return from + " – " + to;
    }
  }
}
