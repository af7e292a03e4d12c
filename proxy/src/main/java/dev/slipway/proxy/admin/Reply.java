package dev.slipway.proxy.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.state.Refusal;
import dev.slipway.proxy.state.Refusal.Code;
import java.io.IOException;

/** From one line to another: whatever is asked, the reply is one JSON object that says whether it was done. */
public final class Reply {
  private Reply() {}

  /** What is done with a request that is JSON. */
  public interface Performer {
    ObjectNode perform(JsonNode request) throws Refusal;
  }

  public static String to(String line, ObjectMapper json, Performer performer) throws IOException {
    ObjectNode reply;
    try {
      reply = performer.perform(parse(line, json)).put("ok", true);
    } catch (Refusal e) {
      reply = refused(json, e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      reply = refused(json, Code.INTERNAL, "SLW-4029 this was not foreseen: " + e);
    }
    return json.writeValueAsString(reply);
  }

  private static JsonNode parse(String line, ObjectMapper json) throws Refusal {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new Refusal(Code.INVALID_REQUEST, "SLW-4030 the request is not one JSON object on one line", e);
    }
  }

  private static ObjectNode refused(ObjectMapper json, Code code, String message) {
    return json.createObjectNode().put("ok", false).put("code", code.spelling()).put("message", message);
  }
}
