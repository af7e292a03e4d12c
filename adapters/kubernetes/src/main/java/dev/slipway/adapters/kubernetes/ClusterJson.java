package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON with buffers that all share: Jackson by itself keeps some for each thread, and each target has a thread. */
final class ClusterJson {
  static final ObjectMapper JSON = mapper();

  private ClusterJson() {}

  /** One to be set up further. */
  static ObjectMapper mapper() {
    return new ObjectMapper(JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build());
  }

  /** What a node's own text is. */
  static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree could not be written as JSON", e);
    }
  }
}
