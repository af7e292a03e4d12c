package dev.slipway.adapters.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The way to one engine. */
interface Door extends AutoCloseable {

  /** A new connection. */
  Wire open() throws IOException;

  /** What it leads to, for people. */
  String name();

  /** Lets go of what keeps it open. */
  @Override
  default void close() {}

  /**
   * One connection.
   *
   * @param in what the engine says
   * @param out what it is told
   * @param whole closing it ends both, also while somebody reads
   */
  record Wire(InputStream in, OutputStream out, Closeable whole) implements Closeable {
    @Override
    public void close() throws IOException {
      whole.close();
    }
  }
}
