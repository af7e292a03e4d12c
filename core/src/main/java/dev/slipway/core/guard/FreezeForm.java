package dev.slipway.core.guard;

import dev.slipway.core.text.NearestName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How freeze windows are written. */
final class FreezeForm {
  private static final String EXAMPLE = "Fri 16:00 – Mon 07:00 Europe/Berlin";
  private static final String MOMENT = "(?:([A-Za-z]{2,9}|\\d{4}-\\d{2}-\\d{2})\\s*)?(?:(\\d{1,2}:\\d{2})\\s*)?";
  private static final Pattern FORM = Pattern.compile("\\s*" + MOMENT + "(?:-|–|—)\\s*" + MOMENT + "([A-Za-z][A-Za-z0-9_+/-]*)?\\s*");
  private static final int MOST_CHARACTERS = 100;

  private FreezeForm() {}

  /** One end of a window: a day of the week or a date, and a time, as far as they are written. */
  private record End(Optional<DayOfWeek> weekday, Optional<LocalDate> date, Optional<LocalTime> time) {}

  static FreezeWindow parse(String text) {
    Matcher m = FORM.matcher(text.length() > MOST_CHARACTERS ? "" : text);
    if (!m.matches()) {
      throw new IllegalArgumentException("is no freeze window; write it as " + EXAMPLE + " or 2026-12-20 – 2027-01-02 Europe/Berlin");
    }
    ZoneId zone = zone(group(m, 5));
    End from = end(group(m, 1), group(m, 2));
    End to = end(group(m, 3), group(m, 4));
    WallSpan span = span(from, to);
    return new FreezeWindow(span, zone);
  }

  private static WallSpan span(End from, End to) {
    boolean weekly = from.weekday().isPresent() && to.weekday().isPresent();
    boolean dated = from.date().isPresent() && to.date().isPresent();
    boolean timed = from.time().isPresent() && to.time().isPresent();
    boolean undated = from.weekday().isEmpty() && to.weekday().isEmpty() && from.date().isEmpty() && to.date().isEmpty();
    if (timed && weekly) {
      return lasting(new WallSpan.Weekly(from.weekday().get(), from.time().get(), to.weekday().get(), to.time().get()), !from.equals(to));
    }
    if (timed && dated) {
      WallSpan.Moments moments = new WallSpan.Moments(from.date().get().atTime(from.time().get()), to.date().get().atTime(to.time().get()));
      return lasting(moments, moments.to().isAfter(moments.from()));
    }
    if (dated && from.time().isEmpty() && to.time().isEmpty()) {
      return lasting(new WallSpan.Days(from.date().get(), to.date().get()), !to.date().get().isBefore(from.date().get()));
    }
    if (timed && undated) {
      return lasting(new WallSpan.Daily(from.time().get(), to.time().get()), !from.equals(to));
    }
    throw new IllegalArgumentException("says its two ends in two ways; both need a day of the week and a time, as " + EXAMPLE
        + ", or both a date");
  }

  private static WallSpan lasting(WallSpan span, boolean lasts) {
    if (!lasts) {
      throw new IllegalArgumentException("ends when or before it begins; put the earlier end first");
    }
    return span;
  }

  private static End end(Optional<String> day, Optional<String> time) {
    Optional<String> weekday = day.filter(d -> !Character.isDigit(d.charAt(0)));
    return new End(weekday.map(FreezeForm::weekday), day.filter(d -> weekday.isEmpty()).map(FreezeForm::date), time.map(FreezeForm::time));
  }

  private static DayOfWeek weekday(String word) {
    String asked = word.toLowerCase(Locale.ROOT);
    List<String> names = Arrays.stream(DayOfWeek.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    for (int i = 0; i < names.size(); i++) {
      if (asked.length() >= 3 && names.get(i).startsWith(asked)) {
        return DayOfWeek.of(i + 1);
      }
    }
    throw new IllegalArgumentException("has no day of the week called " + word + "; they are Mon, Tue, Wed, Thu, Fri, Sat, Sun");
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has no day " + text + "; a date is year-month-day, as 2026-12-20", e);
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has no time " + text + "; times go from 00:00 to 23:59", e);
    }
  }

  private static ZoneId zone(Optional<String> name) {
    String zone = name.orElseThrow(() -> new IllegalArgumentException("has no time zone; write it as " + EXAMPLE + ", or end it with UTC"));
    if (zone.equals("UTC") || zone.contains("/") && ZoneId.getAvailableZoneIds().contains(zone)) {
      return ZoneId.of(zone);
    }
    String near = NearestName.of(zone, ZoneId.getAvailableZoneIds()).map(n -> "did you mean " + n + "?").orElse("as Europe/Berlin or UTC");
    throw new IllegalArgumentException("has no time zone called " + zone + "; " + near);
  }

  private static Optional<String> group(Matcher m, int index) {
    return Optional.ofNullable(m.group(index));
  }
}
