package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Chromium without a window, driven by its own protocol. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "DevTools listening on ";
  private static final int MOST_SECONDS = 30;
  private static final int MOST_LOOKS = 300;
  private static final int MOST_LINES = 200;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int asked;

  private Chromium(Process process, String page) {
    this.process = process;
    this.socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).join();
  }

  /** The program, where there is one. */
  static Optional<Path> installed() {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":")).map(Path::of)
        .flatMap(p -> Stream.of(p.resolve("chromium"), p.resolve("chromium-browser")))
        .filter(Files::isExecutable).findFirst();
  }

  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--ignore-certificate-errors", "--no-first-run", "--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank")
        .redirectErrorStream(true).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = "";
    for (int lines = 0; lines < MOST_LINES && !line.startsWith(LISTENING); lines++) {
      line = String.valueOf(out.readLine());
    }
    Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
    URI browser = URI.create(line.substring(LISTENING.length()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      String pages = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list")).build(),
          HttpResponse.BodyHandlers.ofString()).body();
      JsonNode page = JSON.readTree(pages).valueStream().filter(p -> p.path("type").asText().equals("page")).findFirst().orElseThrow();
      return new Chromium(process, page.path("webSocketDebuggerUrl").asText());
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        try {
          said.add(JSON.readTree(part.toString()));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        part.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private JsonNode ask(String method, ObjectNode parameters) throws InterruptedException {
    int id = ++asked;
    socket.sendText(JSON.createObjectNode().put("id", id).put("method", method).set("params", parameters).toString(), true).join();
    for (JsonNode next = said.poll(MOST_SECONDS, TimeUnit.SECONDS); next != null; next = said.poll(MOST_SECONDS, TimeUnit.SECONDS)) {
      if (next.path("id").asInt() == id) {
        return next.path("result");
      }
    }
    throw new AssertionError("Chromium did not answer " + method);
  }

  /** Opens an address as a person does who types it. */
  void open(String url) throws InterruptedException {
    var unused = ask("Page.navigate", JSON.createObjectNode().put("url", url));
  }

  /** What a piece of script comes to on the page. */
  String script(String text) throws InterruptedException {
    return ask("Runtime.evaluate", JSON.createObjectNode().put("expression", text).put("returnByValue", true)).at("/result/value").asText();
  }

  /** The text of the page, once a script says yes there. */
  String once(String condition) throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (script("document.readyState === 'complete' && !!(" + condition + ")").equals("true")) {
        return script("document.body.innerText");
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it never became so: " + condition + "\n" + script("location.href + '\\n' + document.body.innerText"));
  }

  /** A picture of the page. */
  void picture(Path file) throws IOException, InterruptedException {
    JsonNode picture = ask("Page.captureScreenshot", JSON.createObjectNode());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    client.close();
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    process.waitFor();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
