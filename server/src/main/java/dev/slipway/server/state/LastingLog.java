package dev.slipway.server.state;

import java.util.logging.LogManager;

/**
 * The log system of a process that has something to say until its very end: the usual one forgets its handlers as soon as a signal comes,
 * before the server has told how it ended.
 */
public final class LastingLog extends LogManager {
  /** Called by the shutdown hook of the log system, which runs beside the server's own. */
  @Override
  public void reset() {
    // Handlers write each line through, so that there is nothing to save at the end.
  }
}
