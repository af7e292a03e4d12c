package dev.slipway.validation.ask;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * Asks one address over HTTP/1.1. Of an answer it keeps {@value #MOST_BODY_BYTES} bytes at most; the whole of it must be there in time,
 * however it trickles in; redirects are answers like others and lead nowhere.
 */
public final class Asker implements AutoCloseable {
  /** Most bytes of a body that are looked at. */
  public static final int MOST_BODY_BYTES = 1 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final URI address;
  private final LongSupplier nanoTime;
  private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final HttpClient telling;

  /** Asks an address; whose word is good for its certificate is looked at elsewhere. */
  public Asker(URI address, Trust trust, LongSupplier nanoTime) {
    this.address = address;
    this.nanoTime = nanoTime;
    this.client = client(trust.asking());
    this.telling = client(trust.telling());
  }

  private HttpClient client(SSLContext context) {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT).sslContext(context).executor(each).build();
  }

  /** GET of a path. */
  public Answer get(String path, Duration within) throws NoAnswer, InterruptedException {
    return ask("GET", path, Map.of(), Optional.empty(), within);
  }

  /** Asks once. */
  public Answer ask(String method, String path, Map<String, String> headers, Optional<String> body, Duration within)
      throws NoAnswer, InterruptedException {
    return within(client, request(method, path, headers, body), within);
  }

  /** Asks once with a secret: nothing is sent over a connection whose certificate nobody vouches for. */
  public Answer tell(String method, String path, Map<String, String> headers, Optional<String> body, Duration within)
      throws NoAnswer, InterruptedException {
    return within(telling, request(method, path, headers, body), within);
  }

  private Answer within(HttpClient over, HttpRequest request, Duration within) throws NoAnswer, InterruptedException {
    Future<Answer> answer = each.submit(() -> exchange(over, request));
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer("no whole answer within " + within.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new NoAnswer(why(e.getCause() == null ? e : e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String method, String path, Map<String, String> headers, Optional<String> body) throws NoAnswer {
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + path))
          .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
      builder.setHeader("User-Agent", "slipway-check");
      headers.forEach(builder::setHeader);
      return builder.build();
    } catch (IllegalArgumentException e) {
      // What Java says of it quotes it, and secrets may be filled in.
      throw new NoAnswer("it was not asked: its path or a header is none that HTTP allows, once its variables are filled in");
    }
  }

  private Answer exchange(HttpClient over, HttpRequest request) throws IOException, InterruptedException {
    long from = nanoTime.getAsLong();
    HttpResponse<InputStream> response = over.send(request, HttpResponse.BodyHandlers.ofInputStream());
    long first = millisSince(from);
    byte[] body;
    try (InputStream in = response.body()) {
      body = in.readNBytes(MOST_BODY_BYTES + 1);
    }
    boolean whole = body.length <= MOST_BODY_BYTES;
    Map<String, List<String>> headers = new TreeMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new Answer(response.statusCode(), headers, whole ? body : Arrays.copyOf(body, MOST_BODY_BYTES), whole, first, millisSince(from),
        response.connectionLabel());
  }

  private long millisSince(long fromNanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - fromNanos);
  }

  private String why(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "connection to " + address.getAuthority() + " refused";
    }
    if (cause instanceof HttpTimeoutException) {
      return "no connection to " + address.getAuthority() + " within " + CONNECT.toSeconds() + " s";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.shutdownNow();
    telling.shutdownNow();
    each.shutdownNow();
  }
}
