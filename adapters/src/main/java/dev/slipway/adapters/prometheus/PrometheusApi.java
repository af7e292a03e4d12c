package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.metric.SourceAccess;
import dev.slipway.core.metric.SourceSpec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prometheus' HTTP API: GET requests without following redirects, each answer bounded in time as a whole and in size.
 *
 * <p>Source: "HTTP API", prometheus.io/docs/prometheus/latest/querying/api.
 */
final class PrometheusApi {
  private static final long MOST_BYTES = 8L << 20;
  private static final int MOST_SAID_CHARS = 160;
  private static final String HELD = " Traffic stays as it is until it answers.";

  private final ObjectMapper json = new ObjectMapper();
  private final Clients clients = new Clients();

  /**
   * One base address, asked until a deadline.
   *
   * @param location as in slipway.yaml, with or without a slash at its end
   * @param access how it lets itself be asked
   */
  record Server(String location, Optional<SourceAccess> access, long deadlineNanos) {
    static Server of(SourceSpec source) {
      return new Server(source.location().replaceAll("/+$", ""), source.access(), System.nanoTime() + source.timeout().toNanos());
    }

    long leftMillis() {
      return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }
  }

  /** GET of {@code /api/v1/path}; parameters are names and values in turn. */
  Reply get(Server server, String path, String... parameters) {
    if (server.leftMillis() <= 0) {
      return new Reply.Failed("SLW-4510 " + server.location() + " did not answer in time." + HELD);
    }
    CompletableFuture<HttpResponse<byte[]>> coming;
    try {
      URI uri = URI.create(server.location() + "/api/v1/" + path + "?" + query(parameters));
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
      if (server.access().isPresent()) {
        Credential.header(server.access().get()).ifPresent(value -> request.header("Authorization", value));
      }
      coming = clients.of(server.access()).sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (Refusal e) {
      return new Reply.Failed(e.why());
    } catch (IllegalArgumentException e) {
      return new Reply.Failed("SLW-4511 " + server.location() + " is no address of a Prometheus: " + e.getMessage());
    }
    try {
      HttpResponse<byte[]> response = coming.get(server.leftMillis(), TimeUnit.MILLISECONDS);
      return read(server, response.statusCode(), response.body());
    } catch (TimeoutException e) {
      return new Reply.Failed("SLW-4510 " + server.location() + " did not answer in time." + HELD);
    } catch (ExecutionException e) {
      return new Reply.Failed(failed(server, e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Failed("SLW-4510 the question was given up before " + server.location() + " answered");
    } finally {
      // Also closes the connection of an answer that trickles on.
      coming.cancel(true);
    }
  }

  private static String failed(Server server, Throwable why) {
    String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return why instanceof IOException && said.contains("exceeds capacity")
        ? "SLW-4512 " + server.location() + " answered with more than " + (MOST_BYTES >> 20) + " MiB; narrow the expression." + HELD
        : "SLW-4513 " + server.location() + " cannot be asked: " + said + "." + HELD;
  }

  private static String query(String... parameters) {
    return Stream.iterate(0, i -> i < parameters.length, i -> i + 2)
        .map(i -> URLEncoder.encode(parameters[i], UTF_8) + "=" + URLEncoder.encode(parameters[i + 1], UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Reply read(Server server, int status, byte[] body) {
    if (status >= 300 && status < 400) {
      return new Reply.Failed("SLW-4514 " + server.location() + " answered " + status + ", a redirect, which is not followed: give the"
          + " address that it leads to." + HELD);
    }
    if (status == 401 || status == 403) {
      return new Reply.Failed("SLW-4543 " + server.location() + " answered " + status + ": it does not let itself be asked "
          + (server.access().isPresent() ? "with these credentials; look at the files that the source names"
              : "without credentials; name bearer-token-file or basic-auth in the source") + "." + HELD);
    }
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JsonProcessingException e) {
      return new Reply.Failed(notJson(server, status, body));
    } catch (IOException e) {
      throw new IllegalStateException("SLW-4515 bytes in memory could not be read", e);
    }
    String said = shortened(answer.path("error").asText(""));
    if (answer.path("status").asText().equals("error") && answer.path("errorType").asText().equals("bad_data")) {
      return new Reply.Refused(said);
    }
    if (status != 200 || !answer.path("status").asText().equals("success")) {
      return new Reply.Failed(answer.isObject() && !said.isEmpty()
          ? "SLW-4516 " + server.location() + " answered " + status + ": " + said + "." + HELD : notJson(server, status, body));
    }
    if (!answer.path("warnings").isEmpty()) {
      return new Reply.Failed("SLW-4517 " + server.location() + " says that its answer may be incomplete: "
          + shortened(answer.path("warnings").path(0).asText()) + "." + HELD);
    }
    return new Reply.Data(answer.path("data"));
  }

  private static String notJson(Server server, int status, byte[] body) {
    String said = shortened(new String(body, 0, Math.min(body.length, 4 * MOST_SAID_CHARS), UTF_8));
    return "SLW-4515 " + server.location() + " answered " + status + " with something that is not Prometheus' JSON"
        + (said.isEmpty() ? "" : ": " + said) + "." + HELD;
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return plain.length() <= MOST_SAID_CHARS ? plain : plain.substring(0, MOST_SAID_CHARS) + "…";
  }
}
