package dev.slipway.server.api;

import java.time.Instant;

/**
 * Which server this is.
 *
 * @param version of Slipway
 * @param pid of its process
 * @param startedAt wall-clock time
 * @param state path of its state folder
 */
public record ServerInfo(String version, long pid, Instant startedAt, String state) {
  /** The version of the API. */
  public static final int API = 1;
}
