package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Over HTTPS, or plain HTTP on this machine alone; bounded in time as a whole and in size, and no redirect is followed. */
public final class HttpFetch implements Fetch {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int LEAST_REFUSAL = 400;
  private static final int MOST_REFUSAL = 499;
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();

  /** Whether what a provider says there can be believed: nobody on the way can have changed it. */
  public static boolean trusted(String url) {
    try {
      URI uri = URI.create(url);
      return "https".equals(uri.getScheme()) && uri.getHost() != null
          || "http".equals(uri.getScheme()) && HERE.contains(String.valueOf(uri.getHost()));
    } catch (IllegalArgumentException e) {
      return false; // What is no address is none to be trusted.
    }
  }

  @Override
  public JsonNode get(String url) {
    HttpResponse<byte[]> answer = sent(url, HttpRequest.newBuilder());
    if (answer.statusCode() != OK) {
      throw new ProviderAwayException(url + " answered " + answer.statusCode() + " with " + answer.body().length + " bytes");
    }
    return json(url, answer);
  }

  /**
   * Sends a form; its refusals are answers too.
   *
   * @param authorization a header, where the client has a secret
   */
  JsonNode form(String url, String form, Optional<String> authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
    authorization.ifPresent(a -> request.header("Authorization", a));
    HttpResponse<byte[]> answer = sent(url, request);
    if (answer.statusCode() != OK && (answer.statusCode() < LEAST_REFUSAL || answer.statusCode() > MOST_REFUSAL)) {
      throw new ProviderAwayException(url + " answered " + answer.statusCode() + " with " + answer.body().length + " bytes");
    }
    return json(url, answer);
  }

  private static JsonNode json(String url, HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new ProviderAwayException(url + " does not answer: " + e, e);
    }
  }

  private HttpResponse<byte[]> sent(String url, HttpRequest.Builder prepared) {
    if (!trusted(url)) {
      throw new ProviderAwayException(url + " is not https");
    }
    HttpRequest request = prepared.uri(URI.create(url)).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return coming.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProviderAwayException(url + " gave no whole answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new ProviderAwayException(url + " does not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderAwayException(url + " was not waited for", e);
    } finally {
      // Also closes the connection of an answer that trickles on.
      coming.cancel(true);
    }
  }
}
