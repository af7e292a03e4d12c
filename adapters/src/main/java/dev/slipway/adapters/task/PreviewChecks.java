package dev.slipway.adapters.task;

import dev.slipway.core.check.Check;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Asks a preview address every check, several at once, and each a few times before it fails. */
final class PreviewChecks {
  private static final int AT_ONCE = 8;
  private static final long[] PAUSES_MILLIS = {0, 500, 1_000};
  private static final int MOST_BODY_BYTES = 1 << 20;
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;

  PreviewChecks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What one check came to.
   *
   * @param good whether it passed
   * @param text what was asked, what came and why it fails
   */
  record Answer(boolean good, String text) {}

  List<Answer> ask(Endpoint preview, List<Check> checks) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    try (HttpClient client = client();
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (Check check : checks) {
        asked.add(each.submit(() -> patiently(client, each, room, preview, check)));
      }
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        answers.add(got(asked.get(i), checks.get(i)));
      }
      return answers;
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static Answer got(Future<Answer> asked, Check check) throws InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      return new Answer(false, asking(check) + " could not be asked: " + e.getCause());
    }
  }

  private static String asking(Check check) {
    return check.method() + " " + check.path();
  }

  private Answer patiently(HttpClient client, ExecutorService each, Semaphore room, Endpoint preview, Check check)
      throws InterruptedException {
    Answer last = new Answer(false, "");
    for (long pauseMillis : PAUSES_MILLIS) {
      Thread.sleep(pauseMillis);
      room.acquire();
      try {
        last = once(client, each, preview, check);
      } finally {
        room.release();
      }
      if (last.good()) {
        return last;
      }
    }
    return new Answer(false, last.text() + " (asked " + PAUSES_MILLIS.length + " times)");
  }

  /** The whole answer must be there in time: a body that trickles in is cut off. */
  private Answer once(HttpClient client, ExecutorService each, Endpoint preview, Check check) throws InterruptedException {
    long from = nanoTime.getAsLong();
    Future<Answer> answer = each.submit(() -> exchange(client, preview, check, from));
    try {
      return answer.get(check.under().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Answer(false, asking(check) + " gave no whole answer within " + check.under().plus(SLACK).toMillis() + " ms, asked at "
          + preview);
    } catch (ExecutionException e) {
      boolean refused = e.getCause() instanceof ConnectException;
      String why = refused ? " was not answered: connection to " + preview + " refused" : " failed at " + preview + ": " + e.getCause();
      return new Answer(false, asking(check) + why);
    }
  }

  private Answer exchange(HttpClient client, Endpoint preview, Check check, long fromNanos) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + preview + check.path()))
            .method(check.method(), HttpRequest.BodyPublishers.noBody())
            .header("User-Agent", "slipway-check")
            .build();
    HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    String body;
    try (InputStream in = response.body()) {
      body = new String(in.readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8);
    }
    return judge(check, response.statusCode(), body, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - fromNanos));
  }

  /** Whether an answer is right, and if not, everything that is wrong with it. */
  static Answer judge(Check check, int status, String body, long tookMillis) {
    List<String> wrong = new ArrayList<>();
    boolean right = check.status().map(s -> s == status).orElse(status >= 200 && status < 400);
    if (!right) {
      wrong.add("must be " + check.status().map(Object::toString).orElse("2xx or 3xx"));
    }
    if (tookMillis > check.under().toMillis()) {
      wrong.add("must take at most " + check.under().toMillis() + " ms");
    }
    check.contains().filter(c -> !body.contains(c)).ifPresent(c -> wrong.add("must contain \"" + c + "\""));
    String came = asking(check) + " answered " + status + " in " + tookMillis + " ms";
    if (wrong.isEmpty()) {
      return new Answer(true, came);
    }
    String said = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    String begins = said.isEmpty() ? "" : ": " + (said.length() > 200 ? said.substring(0, 200) + "…" : said);
    return new Answer(false, came + ", " + String.join(", ", wrong) + begins);
  }
}
