package dev.slipway.bench.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The peer: bytes at the end of a file, and fsync; no chain, no state, no index. */
public final class BareAppend {
  private BareAppend() {}

  /**
   * Appends for so long.
   *
   * @param bytes of a record
   * @param together records before each fsync
   * @return records a second
   */
  public static long perSecond(Path file, int bytes, int together, int seconds) throws IOException {
    long records = 0;
    long beganNanos = System.nanoTime();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (System.nanoTime() - beganNanos < seconds * 1_000_000_000L) {
        for (int i = 0; i < together; i++) {
          if (channel.write(ByteBuffer.allocate(bytes)) != bytes) {
            throw new IOException("a record was written in part");
          }
        }
        channel.force(false);
        records += together;
      }
    }
    return Math.round(records / ((System.nanoTime() - beganNanos) / 1e9));
  }
}
