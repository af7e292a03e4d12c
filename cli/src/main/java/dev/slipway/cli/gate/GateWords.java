package dev.slipway.cli.gate;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateSetting;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a gate as it is written on the command line: {@code junit=build/*.xml,least-tests=10}. */
public final class GateWords {
  private GateWords() {}

  /** All of them, each called as it is named, or by its kind and its place. */
  public static List<GateSpec> read(List<String> written) {
    List<GateSpec> read = new ArrayList<>();
    for (String text : written) {
      GateSpec spec = one(text);
      boolean taken = read.stream().anyMatch(r -> r.name().equals(spec.name()));
      read.add(taken ? new GateSpec(spec.name() + "-" + (read.size() + 1), spec.kind(), spec.settings()) : spec);
    }
    return read;
  }

  /** A gate in a line: its name, what it looks at, and what is said of it. */
  public static String spell(GateSpec gate) {
    String subject = String.join(", ", gate.subject());
    String kind = gate.kind().word();
    StringBuilder out = new StringBuilder(gate.name()).append(gate.name().equals(kind) ? " " : " (" + kind + ") ").append(subject);
    new TreeMap<>(gate.settings()).forEach((name, values) -> {
      if (!name.equals(kind) && !name.equals("name")) {
        out.append(", ").append(name).append(' ').append(String.join(" ", values));
      }
    });
    return out.toString();
  }

  private static GateSpec one(String text) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw wrong(text, "\"" + part + "\" is not SETTING=VALUE");
      }
      settings.computeIfAbsent(part.substring(0, equals).strip(), k -> new ArrayList<>()).add(part.substring(equals + 1).strip());
    }
    String first = settings.keySet().iterator().next();
    GateKind kind = GateKind.of(first).orElseThrow(() -> wrong(text, "it begins with no kind of gate. "
        + NearestName.of(first, GateKind.words()).map(n -> "Did you mean " + n + "?").orElse("There are: "
            + String.join(", ", GateKind.words()))));
    settings.forEach((name, values) -> check(text, kind, name, values));
    return new GateSpec(settings.getOrDefault("name", List.of(kind.word())).getFirst(), kind, settings);
  }

  private static void check(String text, GateKind kind, String name, List<String> values) {
    List<String> known = kind.settings().stream().map(GateSetting::name).toList();
    GateSetting setting = kind.setting(name).orElseThrow(() -> wrong(text, kind.word() + " has no setting " + name + ". "
        + NearestName.of(name, known).map(n -> "Did you mean " + n + "?").orElse("There are: " + String.join(", ", known))));
    if (values.size() > 1 && !setting.many()) {
      throw wrong(text, name + " is written twice");
    }
    for (String value : values) {
      Optional<String> fault = setting.fault(value);
      if (fault.isPresent()) {
        throw wrong(text, name + " is \"" + value + "\"; " + fault.get());
      }
    }
  }

  private static CliException wrong(String text, String why) {
    return new CliException(Exit.WRONG_USE, "SLW-6125 the gate \"" + text + "\" is not understood: " + why + ". Nothing was looked at");
  }
}
