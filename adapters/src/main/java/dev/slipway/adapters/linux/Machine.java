package dev.slipway.adapters.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This machine since it was last started: a clock that every process on it shares, that no change of the wall clock moves, and that may
 * be written to a file together with the name of the boot.
 */
public interface Machine {

  /** Names this boot; another after every start of the machine (random(4), {@code boot_id}). */
  String boot();

  /** Milliseconds since the machine was started, in steps of ten (proc(5), {@code uptime}). */
  long uptimeMillis();

  /** The machine this program runs on. */
  static Machine here() {
    return new Machine() {
      private final String boot = read("sys/kernel/random/boot_id").strip();

      @Override
      public String boot() {
        return boot;
      }

      @Override
      public long uptimeMillis() {
        String seconds = read("uptime").split(" ", 2)[0];
        int dot = seconds.indexOf('.');
        return Long.parseLong(seconds.substring(0, dot)) * 1_000 + Long.parseLong(seconds.substring(dot + 1)) * 10;
      }
    };
  }

  /** Bytes in a page of memory. */
  static long pageBytes() {
    return auxiliary(6, 4_096);
  }

  /** Ticks in a second of the kernel's accounts of processor time. */
  static long ticksPerSecond() {
    return auxiliary(17, 100);
  }

  /** Bytes of memory this machine has (proc(5), {@code MemTotal}). */
  static long memoryBytes() {
    for (String line : read("meminfo").lines().toList()) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024;
      }
    }
    throw new IllegalStateException("/proc/meminfo names no MemTotal");
  }

  /** A value of the auxiliary vector: pairs of native longs (getauxval(3)). */
  private static long auxiliary(long type, long otherwise) {
    try {
      ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv"))).order(ByteOrder.nativeOrder());
      while (pairs.remaining() >= 16) {
        long key = pairs.getLong();
        long value = pairs.getLong();
        if (key == type) {
          return value;
        }
      }
      return otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("/proc", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
