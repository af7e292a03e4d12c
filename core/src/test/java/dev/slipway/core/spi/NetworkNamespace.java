package dev.slipway.core.spi;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * Another network within this machine, which is reached by cables only; one that is cut loses every packet and tells nobody. Takes root and
 * ip(8); who has neither gets none, and the test says so.
 */
public final class NetworkNamespace implements AutoCloseable {
  /** Of 10.231.0.0/16 each process has 64 addresses, four a cable. */
  private static final int BLOCK = 64;

  private static final int A_CABLE = 4;
  private static final int MOST_SECONDS = 20;
  private static final AtomicInteger CABLES = new AtomicInteger();

  private final String name = "slw" + ProcessHandle.current().pid() + "n" + CABLES.get();

  private NetworkNamespace() {}

  /** Makes one; skips the test where that is not possible. */
  public static NetworkNamespace make() {
    NetworkNamespace made = new NetworkNamespace();
    try {
      ip("netns", "add", made.name);
      ip("-n", made.name, "link", "set", "lo", "up");
    } catch (IllegalStateException e) {
      String message = "SKIPPED: a cut network was NOT tested, because this user can make none. "
          + "Run as root, with Debian's iproute2: " + e.getMessage();
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    return made;
  }

  /** The same command, to be run in there. */
  public List<String> inside(List<String> command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
    inside.addAll(command);
    return inside;
  }

  /** A way in, with addresses of its own. */
  public Cable lay() {
    int number = CABLES.getAndIncrement();
    int first = (int) (ProcessHandle.current().pid() * BLOCK % (1 << 16)) + number * A_CABLE % BLOCK;
    Cable cable = new Cable(name, name + "c" + number, address(first + 1), address(first + 2));
    ip("link", "add", cable.device, "type", "veth", "peer", "name", "in" + number, "netns", name);
    ip("addr", "add", cable.here + "/30", "dev", cable.device);
    ip("-n", name, "addr", "add", cable.there + "/30", "dev", "in" + number);
    ip("link", "set", cable.device, "up");
    cable.end = "in" + number;
    cable.mend();
    return cable;
  }

  private static String address(int number) {
    return "10.231." + (number >> 8 & 0xff) + "." + (number & 0xff);
  }

  /** One way in. */
  public static final class Cable {
    private final String namespace;
    private final String device;
    private final String here;
    private final String there;
    private String end = "";

    private Cable(String namespace, String device, String here, String there) {
      this.namespace = namespace;
      this.device = device;
      this.here = here;
      this.there = there;
    }

    /** What is in there, as it is reached by this cable. */
    public String there() {
      return there;
    }

    /** From now on nothing passes, either way. */
    public void cut() {
      ip("-n", namespace, "link", "set", end, "down");
    }

    /** From now on all passes again. */
    public void mend() {
      ip("-n", namespace, "link", "set", end, "up");
    }
  }

  private static String ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(command + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What still runs in there is ended: only with the last of it do the cables go. */
  @Override
  public void close() {
    ip("netns", "pids", name).lines().forEach(pid -> ProcessHandle.of(Long.parseLong(pid.strip()))
        .ifPresent(ProcessHandle::destroyForcibly));
    String unused = ip("netns", "del", name);
  }
}
