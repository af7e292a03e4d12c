package dev.slipway.server.front;

import java.time.Duration;

/**
 * How much clients may ask at once, and how long they may take.
 *
 * @param bodyBytes of one request
 * @param headerBytes of one request, its first line included
 * @param requests at once, streams included
 * @param requestsEach the same from one address
 * @param connections at once; more wait in the system's queue
 * @param streams without end at once
 * @param streamsEach the same from one address
 * @param header until a connection has asked something whole, from its opening or its last answer on
 * @param body until the body is there, from the header on
 * @param answer until the client has taken an answer, or one write of a stream
 * @param wrongCredentials from one address in a minute, until others from there have to wait; 0 for any number
 */
public record Limits(
    int bodyBytes,
    int headerBytes,
    int requests,
    int requestsEach,
    int connections,
    int streams,
    int streamsEach,
    Duration header,
    Duration body,
    Duration answer,
    int wrongCredentials) {

  /** What a server has that is told nothing else. */
  public static final Limits USUAL =
      new Limits(1 << 20, 16 << 10, 256, 128, 512, 64, 32, Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(30),
          20);

  /** The same, but for wrong credentials. */
  public Limits wrongCredentials(int most) {
    return new Limits(
        bodyBytes, headerBytes, requests, requestsEach, connections, streams, streamsEach, header, body, answer, most);
  }
}
