package dev.slipway.core.gate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One gate before the rollouts of an environment, as slipway.yaml says it.
 *
 * @param name unique within its environment
 * @param kind what it looks at
 * @param settings what is said of it, each value valid for its setting
 */
public record GateSpec(String name, GateKind kind, Map<String, List<String>> settings) {
  public GateSpec {
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  /** Where the thing it looks at lies, or what it is. */
  public List<String> subject() {
    return texts(kind.word());
  }

  /** All values of a setting, none where it is not written. */
  public List<String> texts(String setting) {
    return settings.getOrDefault(setting, List.of());
  }

  /** The value of a setting. */
  public Optional<String> text(String setting) {
    return texts(setting).stream().findFirst();
  }

  /** The value of a setting that is a whole number. */
  public long whole(String setting, long otherwise) {
    return text(setting).map(Long::parseLong).orElse(otherwise);
  }

  /** The value of a setting that is a share, 0–1. */
  public OptionalDouble share(String setting) {
    Optional<String> text = text(setting);
    return text.isPresent() ? OptionalDouble.of(GateSetting.share(text.get())) : OptionalDouble.empty();
  }

  /** The value of a setting that is a time. */
  public Optional<Duration> time(String setting) {
    return text(setting).flatMap(GateSetting::time);
  }

  /** The value of a setting that is true or false. */
  public boolean truth(String setting, boolean otherwise) {
    return text(setting).map(Boolean::parseBoolean).orElse(otherwise);
  }
}
