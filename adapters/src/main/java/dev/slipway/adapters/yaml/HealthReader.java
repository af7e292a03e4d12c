package dev.slipway.adapters.yaml;

import dev.slipway.core.release.HealthSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code health}: what an environment says, before what is said for the whole service. */
final class HealthReader {
  private final List<Section> sections;

  /** Sections in order of precedence. */
  HealthReader(List<Section> sections) {
    this.sections = sections;
  }

  HealthSpec read() {
    Duration interval = duration("interval").orElse(Defaults.HEALTH_INTERVAL);
    Duration timeout = duration("timeout").orElse(Defaults.HEALTH_TIMEOUT);
    Duration startup = value("startup-deadline").flatMap(v -> v.duration(Defaults.SECOND, Defaults.DAY)).orElse(Defaults.STARTUP_DEADLINE);
    notLonger("timeout", timeout, startup);
    notLonger("interval", interval, startup);
    return new HealthSpec(
        value("ready").flatMap(HealthReader::path),
        value("live").flatMap(HealthReader::path),
        value("detail").flatMap(HealthReader::path),
        interval,
        timeout,
        startup);
  }

  /** The value that holds. */
  Optional<Value> value(String key) {
    return sections.stream().flatMap(s -> s.value(key).stream()).findFirst();
  }

  private Optional<Duration> duration(String key) {
    return value(key).flatMap(v -> v.duration(Duration.ofMillis(50), Defaults.HOUR));
  }

  private void notLonger(String key, Duration duration, Duration startup) {
    Optional<Value> value = value(key);
    if (value.isPresent() && duration.compareTo(startup) > 0) {
      value.get().fault(
          Fault.CONTRADICTION,
          value.get().path() + " of " + DurationForm.spell(duration) + " is longer than the startup deadline of "
              + DurationForm.spell(startup),
          "shorten it, or set health.startup-deadline to more than " + DurationForm.spell(duration));
    }
  }

  /** A path on the service. */
  static Optional<String> path(Value value) {
    Optional<String> path = value.text("/ready");
    if (path.isEmpty() || path.get().matches("/[^\\s#]*")) {
      return path;
    }
    String text = path.get();
    String hint = "a path begins with a slash and holds no blanks, as /ready";
    if (text.matches("https?://[^/\\s]+/\\S*")) {
      hint = "write the path alone; did you mean \"" + text.replaceFirst("https?://[^/]+", "") + "\"?";
    } else if (text.matches("[A-Za-z0-9][^\\s#:]*")) {
      hint = "did you mean \"/" + text + "\"?";
    }
    return value.badForm("is no path", hint);
  }
}
