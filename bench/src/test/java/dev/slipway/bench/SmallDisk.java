package dev.slipway.bench;

import dev.slipway.bench.rig.Wait;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk of a few megabytes in memory, mounted on a folder: really full when it is full. Mounting takes root; who is not gets no disk, and
 * the test says so.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) implements AutoCloseable {
  private static final String BALLAST = "ballast";
  private static final int BLOCK_BYTES = 4096;
  /** The proxy takes a moment to end. */
  private static final Duration MOST_UNMOUNT = Duration.ofSeconds(10);

  private static final long UNMOUNT_LOOK_MILLIS = 50;

  static SmallDisk mount(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    Optional<Integer> status = run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + mebibytes + "m", "slipway-test", folder.toString());
    boolean mounted = status.filter(s -> s == 0).isPresent();
    if (!mounted) {
      System.err.println("SKIPPED a full disk: this user may not mount one. Run the tests as root to see what happens on it");
    }
    Assumptions.assumeTrue(mounted, "SKIPPED: a small disk can be mounted only as root");
    return new SmallDisk(folder);
  }

  private static Optional<Integer> run(String... command) {
    try {
      return Optional.of(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Writes until nothing more fits. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(BALLAST))) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int blocks = 0; blocks < 1 << 20; blocks++) {
        out.write(block);
      }
      Assertions.fail("the disk is larger than it should be");
    } catch (IOException full) {
      Assertions.assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.delete(folder.resolve(BALLAST));
  }

  @Override
  public void close() {
    boolean unmounted =
        Wait.until(MOST_UNMOUNT, UNMOUNT_LOOK_MILLIS, () -> run("umount", folder.toString()).filter(s -> s == 0).isPresent());
    Assertions.assertTrue(unmounted, folder + " is still in use");
  }
}
