package dev.slipway.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.report.GateFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The values that were accepted last, in a file beside slipway.yaml that is reviewed like it: later ones may not be worse. */
public final class Accepted {
  /** Its name. */
  public static final String FILE = "slipway-accepted.json";

  private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final TypeReference<TreeMap<String, TreeMap<String, TreeMap<String, Double>>>> FORM = new TypeReference<>() {};
  private static final Set<String> MORE_IS_BETTER = Set.of("lines", "branches", "checks");
  private static final double USUAL_SLOWER = 0.10;
  private static final double USUAL_MORE_ERRORS = 0.001;
  private static final long MOST_BYTES = 1 << 20;

  private Accepted() {}

  /** Of an environment: values by gate and name; none where there is no file. */
  public static Map<String, Map<String, Double>> in(Path folder, String environment) {
    return new TreeMap<>(read(folder).getOrDefault(environment, new TreeMap<>()));
  }

  private static TreeMap<String, TreeMap<String, TreeMap<String, Double>>> read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        return new TreeMap<>();
      }
      if (Files.size(file) > MOST_BYTES) {
        throw GateFault.failed("SLW-6123", file + " is larger than 1 MiB", "Delete it and accept anew");
      }
      return JSON.readValue(file.toFile(), FORM);
    } catch (JsonProcessingException e) {
      throw GateFault.failed("SLW-6123", file + " cannot be understood", "Delete it and accept anew: slipway gate ENV --accept");
    } catch (IOException e) {
      throw GateFault.failed("SLW-6123", file + " cannot be read (" + e + ")", "Give this user the right to read it");
    }
  }

  /** Writes the values of these gates, and leaves all others as they are. The file is whole at every moment. */
  public static Path write(Path folder, String environment, List<GateSpec> gates, List<Judged> judged) throws IOException {
    TreeMap<String, TreeMap<String, TreeMap<String, Double>>> all = read(folder);
    Map<String, TreeMap<String, Double>> of = all.computeIfAbsent(environment, e -> new TreeMap<>());
    for (int i = 0; i < gates.size(); i++) {
      if (gates.get(i).truth("accepted", false)) {
        of.put(gates.get(i).name(), new TreeMap<>(judged.get(i).values()));
      }
    }
    Path file = folder.resolve(FILE);
    Path beside = folder.resolve(FILE + ".new");
    Files.writeString(beside, JSON.writeValueAsString(all) + "\n");
    return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void compare(GateSpec gate, Surroundings around, Tally tally) {
    if (!gate.truth("accepted", false)) {
      return;
    }
    Map<String, Double> before = around.accepted().getOrDefault(gate.name(), Map.of());
    if (before.isEmpty()) {
      tally.limit("accepted", "SLW-6124 no value was accepted yet in " + FILE + "; look at these, then: slipway gate "
          + around.environment() + " --accept");
    }
    before.forEach((name, last) -> compare(gate, name, last, tally));
  }

  private static void compare(GateSpec gate, String name, double last, Tally tally) {
    Double now = tally.values().get(name);
    if (now == null) {
      tally.limit(name, name + " was " + spelled(name, last) + " and is not measured any more");
      return;
    }
    double tolerance = gate.share("tolerance").orElse(MORE_IS_BETTER.contains(name) ? 0 : name.equals("errors") ? USUAL_MORE_ERRORS
        : USUAL_SLOWER);
    double limit = MORE_IS_BETTER.contains(name) ? last - tolerance : name.equals("errors") ? last + tolerance : last * (1 + tolerance);
    boolean worse = MORE_IS_BETTER.contains(name) ? now < limit - 1e-9 : now > limit + 1e-9;
    if (worse) {
      tally.limit(name, name + " is " + spelled(name, now) + ", was accepted at " + spelled(name, last) + " and may be "
          + spelled(name, limit) + " at worst");
    }
  }

  /** A time in milliseconds for {@code p50} and the like, a share for all else. */
  public static String spelled(String name, double value) {
    return name.matches("p[0-9]+") ? String.format(Locale.ROOT, "%.1f ms", value) : String.format(Locale.ROOT, "%.2f%%", value * 100);
  }
}
