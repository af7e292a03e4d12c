package dev.slipway.cli.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A person in front of a browser that keeps cookies, says where requests come from, and fills every form in and sends it. */
final class Browser {
  private static final int MOST_PAGES = 40;
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input[^>]*name=\"([^\"]+)\"(?:[^>]*value=\"([^\"]*)\")?");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;
  private final String name;

  Browser(String name) throws NoSuchAlgorithmException {
    this(name, SSLContext.getDefault());
  }

  /** One that believes some certificates. */
  Browser(String name, SSLContext believing) {
    this.name = name;
    this.client = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NEVER).sslContext(believing).build();
  }

  /** The last page of those that come after an address. */
  String through(String url) throws IOException, InterruptedException {
    return walk(url, address -> false).body();
  }

  /** The first address on the way that is as wanted, which is not gone to. */
  URI before(String url, String wanted) throws IOException, InterruptedException {
    return URI.create(walk(url, address -> address.toString().startsWith(wanted)).headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> walk(String url, Predicate<URI> stop) throws IOException, InterruptedException {
    HttpResponse<String> page = open(url, "none");
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Matcher form = FORM.matcher(page.body());
      if (page.statusCode() >= 300 && page.statusCode() < 400) {
        URI next = page.uri().resolve(page.headers().firstValue("Location").orElseThrow());
        if (stop.test(next)) {
          return page;
        }
        page = open(next.toString(), "cross-site");
      } else if (form.find() && !form.group(1).equals("/sign-out")) {
        page = client.send(filled(page.uri().resolve(form.group(1)), form.group(2)), HttpResponse.BodyHandlers.ofString());
      } else {
        return page;
      }
    }
    throw new AssertionError("more pages than anybody looks at: " + page.body());
  }

  /** One page, as somebody opens it who comes from there. */
  HttpResponse<String> open(String url, String site) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(url)).header("Sec-Fetch-Site", site).header("Sec-Fetch-Mode", "navigate")
        .header("Sec-Fetch-Dest", "document").build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A request of a page's script or form. */
  HttpResponse<String> ask(String method, String url, String body, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send((headers.length == 0 ? request : request.headers(headers)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest filled(URI where, String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Matcher input = INPUT.matcher(form); input.find();) {
      fields.put(input.group(1), input.group(2) == null ? "" : input.group(2));
    }
    fields.computeIfPresent("login", (field, value) -> name);
    fields.computeIfPresent("password", (field, value) -> "any");
    String sent = fields.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(where)
        .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(sent)).build();
  }

  /** What it keeps under a name that begins so. */
  List<HttpCookie> kept(String begin) {
    return cookies.getCookieStore().getCookies().stream().filter(c -> c.getName().startsWith(begin)).toList();
  }

  /** Keeps what another does. */
  void keep(URI server, HttpCookie cookie) {
    cookies.getCookieStore().add(server, cookie);
  }
}
