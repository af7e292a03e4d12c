package dev.slipway.bench.rig;

import java.util.List;

/** The three strategies as YAML, watched only as long as a scenario needs. */
public final class Strategies {
  private Strategies() {}

  /** All at once. */
  public static String blueGreen(String bake) {
    return "{ blue-green: { bake: " + bake + ", keep-stable: 10m } }";
  }

  /** In steps. */
  public static String canary(String steps, String bake) {
    return "{ canary: { steps: [" + steps + "], bake: " + bake + ", keep-stable: 10m } }";
  }

  /** Instance by instance. */
  public static String rolling(String bake) {
    return "{ rolling: { batch: 1, surge: 1, bake: " + bake + " } }";
  }

  /** One of each. */
  public static List<String> all(String bake) {
    return List.of(blueGreen(bake), canary("10%, 50%, 100%", bake), rolling(bake));
  }

  /** Its name. */
  public static String nameOf(String strategy) {
    return strategy.replaceAll("^\\{ *([a-z-]+):.*$", "$1");
  }
}
