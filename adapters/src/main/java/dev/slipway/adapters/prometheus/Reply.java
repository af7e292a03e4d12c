package dev.slipway.adapters.prometheus;

import com.fasterxml.jackson.databind.JsonNode;

/** What came back from Prometheus for one request. */
sealed interface Reply {

  /** The {@code data} of a successful answer. */
  record Data(JsonNode data) implements Reply {}

  /** Prometheus does not understand the request ({@code bad_data}); in its own words. */
  record Refused(String why) implements Reply {}

  /** No answer, or none that can be used; a sentence with its code. */
  record Failed(String why) implements Reply {}
}
