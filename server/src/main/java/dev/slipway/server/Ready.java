package dev.slipway.server;

import java.time.Instant;

/** What the command line reads to find the server. */
record Ready(String url, long pid, Instant startedAt, String version) {}
