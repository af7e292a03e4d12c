package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.server.oidc.Discovery;
import dev.slipway.server.oidc.HttpFetch;
import dev.slipway.server.oidc.ProviderAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks an OpenID provider, as forms are sent; its refusals are answers too. */
final class ProviderCall {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MOST_BYTES = 1 << 20;

  private ProviderCall() {}

  /** What the provider says about itself. */
  static JsonNode discovery(String issuer) {
    try {
      return Discovery.of(issuer, url -> ask(url, Map.of()));
    } catch (ProviderAwayException e) {
      throw away(issuer, String.valueOf(e.getMessage()));
    }
  }

  /** Sends a form; with no fields, asks for what is there. */
  static JsonNode ask(String url, Map<String, String> form) {
    if (!HttpFetch.trusted(url)) {
      throw away(url, "it is not https");
    }
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Accept", "application/json");
      if (!form.isEmpty()) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(encoded(form).getBytes(StandardCharsets.US_ASCII));
        }
      }
      try (InputStream in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return in == null ? Api.JSON.createObjectNode() : Api.JSON.readTree(in.readNBytes(MOST_BYTES));
      }
    } catch (IOException e) {
      throw away(url, String.valueOf(e.getMessage()));
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream().map(e -> e.getKey() + "=" + Api.encoded(e.getValue())).collect(Collectors.joining("&"));
  }

  private static CliException away(String url, String why) {
    return new CliException(Exit.UNREACHED, "SLW-6084 the identity provider at " + url + " does not answer as it should (" + why
        + "). Nothing was changed; traffic is not affected. Try again, or use a token: SLIPWAY_TOKEN_FILE");
  }
}
