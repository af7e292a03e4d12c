package dev.slipway.proxy;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How one proxy is started.
 *
 * @param directory of its state
 * @param threads event loops
 * @param takesOver from the proxy that runs on the directory, if one does
 * @param metricsPort for Prometheus; 0 lets the system choose; empty: none
 */
public record ProxyOptions(Path directory, int threads, OptionalInt metricsPort, boolean takesOver) {
  private static final int MAX_THREADS = 256;
  private static final int MAX_PORT = 65_535;

  /** From the command line; throws with what is wrong, for a person to read. */
  static ProxyOptions parse(String[] arguments) {
    Path directory = null;
    int threads = 1;
    OptionalInt metricsPort = OptionalInt.empty();
    boolean takesOver = false;
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (name.equals("--take-over")) {
        takesOver = true;
        i--;
        continue;
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("SLW-4003 " + name + " needs a value");
      }
      String value = arguments[i + 1];
      switch (name) {
        case "--dir" -> directory = Path.of(value);
        case "--threads" -> threads = number(name, value, 1, MAX_THREADS);
        case "--metrics-port" -> metricsPort = OptionalInt.of(number(name, value, 0, MAX_PORT));
        default -> throw new IllegalArgumentException("SLW-4004 there is no option " + name
            + "; there are --dir, --threads, --metrics-port and --take-over");
      }
    }
    if (directory == null) {
      throw new IllegalArgumentException("SLW-4003 --dir is missing: the directory in which the proxy keeps its state");
    }
    return new ProxyOptions(directory, threads, metricsPort, takesOver);
  }

  private static int number(String name, String value, int least, int most) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
      throw new IllegalArgumentException("SLW-4003 " + name + " must be a number from " + least + " to " + most + ", not " + value);
    }
    return Integer.parseInt(value);
  }
}
