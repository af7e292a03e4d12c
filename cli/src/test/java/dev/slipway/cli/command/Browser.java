package dev.slipway.cli.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person in front of a browser, who fills every form in and sends it. */
final class Browser {
  private static final int MOST_FORMS = 8;
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input[^>]*name=\"([^\"]+)\"(?:[^>]*value=\"([^\"]*)\")?");

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.ALWAYS).build();
  private final String name;

  Browser(String name) {
    this.name = name;
  }

  /** The last page of those that come after an address. */
  String through(String url) throws IOException, InterruptedException {
    HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    for (int forms = 0; forms < MOST_FORMS; forms++) {
      Matcher form = FORM.matcher(page.body());
      if (!form.find()) {
        return page.body();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (Matcher input = INPUT.matcher(form.group(2)); input.find();) {
        fields.put(input.group(1), input.group(2) == null ? "" : input.group(2));
      }
      fields.computeIfPresent("login", (field, value) -> name);
      fields.computeIfPresent("password", (field, value) -> "any");
      String sent = fields.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
      HttpRequest filled = HttpRequest.newBuilder(page.uri().resolve(form.group(1)))
          .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(sent)).build();
      page = client.send(filled, HttpResponse.BodyHandlers.ofString());
    }
    throw new AssertionError("more forms than anybody fills in: " + page.body());
  }
}
