package dev.slipway.gates;

import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.gate.GateResult.Outcome;
import dev.slipway.core.gate.GateSetting;
import dev.slipway.core.gate.GateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of reports, and gates over it, at a moment that the test chooses. */
final class Folder {
  final Path path;
  private final Instant now = Instant.now();

  Folder(Path path) {
    this.path = path;
  }

  Folder with(String name, String text) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Folder aged(String name, Duration age) throws IOException {
    Files.setLastModifiedTime(path.resolve(name), FileTime.from(now.minus(age)));
    return this;
  }

  /** A gate as on the command line: {@code junit=*.xml,least-tests=2}; a setting may be said again for a list. */
  static GateSpec gate(String written) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (String part : written.split(",")) {
      settings.computeIfAbsent(part.substring(0, part.indexOf('=')), k -> new ArrayList<>()).add(part.substring(part.indexOf('=') + 1));
    }
    GateKind kind = GateKind.of(settings.keySet().iterator().next()).orElseThrow();
    settings.forEach((name, values) -> {
      GateSetting setting = kind.setting(name).orElseThrow(() -> new AssertionError(kind + " has no " + name));
      values.forEach(v -> setting.fault(v).ifPresent(f -> {
        throw new AssertionError(v + ": " + f);
      }));
    });
    return new GateSpec(settings.getOrDefault("name", List.of(kind.word())).getFirst(), kind, settings);
  }

  Judged judge(String written) {
    return judge(written, Optional.of("1.0.0"), Optional.empty(), true);
  }

  Judged judge(String written, Optional<String> version, Optional<String> stable, boolean reached) {
    Surroundings around = new Surroundings(
        path, "staging", version, stable, reached, InstantSource.fixed(now), Waivers.in(path), Accepted.in(path, "staging"));
    return Gates.look(List.of(gate(written)), around).getFirst();
  }

  /** What it says, when it passes. */
  String passes(String written) {
    return said(Outcome.PASSED, judge(written).result());
  }

  /** What it says, when it fails. */
  String fails(String written) {
    return said(Outcome.FAILED, judge(written).result());
  }

  /** What it says, when nobody could look. */
  String isUndecided(String written) {
    return said(Outcome.UNDECIDED, judge(written).result());
  }

  private static String said(Outcome wanted, GateResult result) {
    if (result.outcome() != wanted) {
      throw new AssertionError("not " + wanted + ": " + result);
    }
    return result.said();
  }
}
