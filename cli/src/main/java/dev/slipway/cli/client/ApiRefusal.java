package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** The server's own answer that it did not do what was asked (RFC 9457). */
public final class ApiRefusal extends CliException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient JsonNode problem;

  ApiRefusal(int exit, int status, JsonNode problem) {
    super(exit, text(problem, status));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The problem document. */
  public JsonNode problem() {
    return problem;
  }

  /** The same with another exit status. */
  public ApiRefusal exiting(int other) {
    return new ApiRefusal(other, status, problem);
  }

  private static String text(JsonNode problem, int status) {
    StringBuilder text = new StringBuilder();
    JsonNode problems = problem.path("problems");
    if (problems.isArray() && !problems.isEmpty()) {
      for (JsonNode p : problems) {
        text.append(p.path("text").asText(line(p))).append('\n');
      }
      return text.append("Nothing was changed.").toString();
    }
    text.append(problem.path("code").asText("SLW-6002")).append(' ');
    text.append(problem.path("detail").asText(problem.path("title").asText("the server answered " + status)));
    String hint = problem.path("hint").asText("");
    return hint.isEmpty() ? text.toString() : text.append("\n  ").append(hint).toString();
  }

  private static String line(JsonNode p) {
    return p.path("file").asText() + ":" + p.path("line").asText() + ":" + p.path("column").asText() + " " + p.path("code").asText() + " "
        + p.path("message").asText() + (p.path("hint").asText("").isEmpty() ? "" : ": " + p.path("hint").asText());
  }

  /** What an answer says went wrong. */
  static JsonNode problem(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      if (in == null) {
        return Api.JSON.createObjectNode();
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("{") ? Api.JSON.readTree(text) : Api.JSON.createObjectNode().put("detail", text);
    }
  }
}
