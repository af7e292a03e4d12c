package dev.slipway.gates;

import dev.slipway.gates.report.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What may pass a gate for a while although it is found: a file beside slipway.yaml, reviewed like all else there.
 *
 * @param all in the order written
 */
public record Waivers(List<Waiver> all) {
  /** Its name. */
  public static final String FILE = "slipway-waivers.yaml";

  /** Nothing is waived. */
  public static final Waivers NONE = new Waivers(List.of());

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_WAIVERS = 1000;
  private static final Set<String> KEYS = Set.of("gate", "finding", "reason", "by", "expires");

  public Waivers {
    all = List.copyOf(all);
  }

  /**
   * One of them.
   *
   * @param gate name of the gate
   * @param finding its id, in which {@code *} stands for anything
   * @param reason why it may pass
   * @param by who said so
   * @param expires last day on which it holds, UTC
   */
  public record Waiver(String gate, String finding, String reason, String by, LocalDate expires) {
    boolean isOver(LocalDate today) {
      return today.isAfter(expires);
    }
  }

  /** Why the file cannot be used. */
  public static final class BadWaivers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadWaivers(Path file, String what) {
      super("SLW-6121 " + file + " cannot be used: " + what + ". Nothing was done. Write each as { gate: trivy, finding: CVE-2026-1, "
          + "reason: not reachable, by: ada, expires: 2026-12-31 } below waivers");
    }
  }

  /** Those in a folder; none where there is no file. */
  public static Waivers in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadWaivers(file, "it is larger than 1 MiB");
      }
      LoadSettings settings = LoadSettings.builder().setLabel(FILE).setMaxAliasesForCollections(0).setAllowDuplicateKeys(false).build();
      return new Waivers(read(file, new Load(settings).loadFromString(Files.readString(file))));
    } catch (IOException e) {
      throw new BadWaivers(file, String.valueOf(e));
    } catch (YamlEngineException e) {
      throw new BadWaivers(file, "it is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static List<Waiver> read(Path file, Object tree) {
    if (!(tree instanceof Map<?, ?> map) || map.size() != 1 || !(map.get("waivers") instanceof List<?> list)
        || list.size() > MOST_WAIVERS) {
      throw new BadWaivers(file, "it is not a list of at most " + MOST_WAIVERS + " below waivers");
    }
    List<Waiver> read = new ArrayList<>();
    for (Object item : list) {
      read.add(one(file, item, read.size() + 1));
    }
    return read;
  }

  private static Waiver one(Path file, Object item, int number) {
    if (!(item instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
      throw new BadWaivers(file, "waiver " + number + " does not have gate, finding, reason, by and expires, and nothing else");
    }
    try {
      Waiver waiver = new Waiver(text(map, "gate"), text(map, "finding"), text(map, "reason"), text(map, "by"), LocalDate.parse(text(map,
          "expires")));
      if (waiver.reason().isBlank() || waiver.by().isBlank() || waiver.finding().isBlank()) {
        throw new BadWaivers(file, "waiver " + number + " does not say what it is for");
      }
      return waiver;
    } catch (DateTimeException e) {
      throw new BadWaivers(file, "waiver " + number + " ends on " + text(map, "expires") + ", which is no day as 2026-12-31");
    }
  }

  private static String text(Map<?, ?> map, String key) {
    return String.valueOf(map.get(key)).strip();
  }

  List<Waiver> of(String gate) {
    return all.stream().filter(w -> w.gate().equals(gate)).toList();
  }

  /** The one for a finding that holds longest. */
  Optional<Waiver> of(String gate, String finding) {
    return of(gate).stream().filter(w -> Patterns.matches(w.finding(), finding)).max((a, b) -> a.expires().compareTo(b.expires()));
  }
}
