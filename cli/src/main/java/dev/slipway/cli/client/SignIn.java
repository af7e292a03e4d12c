package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who signed in at an identity provider.
 *
 * @param issuer of the provider
 * @param clientId of Slipway there
 * @param token that proves who it is; short-lived
 * @param refresh gets another; absent where the provider gave none
 */
public record SignIn(String issuer, String clientId, String token, Optional<String> refresh) {
  /** What is asked of the provider. */
  static final String SCOPES = "openid profile email offline_access";

  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final long USUAL_INTERVAL_SECONDS = 5;
  private static final long LONGEST_SECONDS = 1_800;

  /** By a code that the person enters in a browser, here or elsewhere (RFC 8628). */
  public static SignIn byDevice(String issuer, String clientId, PrintStream terminal) {
    JsonNode provider = ProviderCall.discovery(issuer);
    String device = provider.path("device_authorization_endpoint").asText();
    if (device.isEmpty()) {
      throw new CliException(Exit.WRONG_USE, "SLW-6085 " + issuer + " knows no sign-in by code (RFC 8628). Nothing was changed. "
          + "Use a token instead: slipway token create");
    }
    JsonNode begun = ProviderCall.ask(device, Map.of("client_id", clientId, "scope", SCOPES));
    if (!begun.has("device_code")) {
      throw refused(begun);
    }
    String where = begun.path("verification_uri_complete").asText(begun.path("verification_uri").asText());
    terminal.println("Open " + where + "\nand enter the code " + begun.path("user_code").asText() + " if it asks for one");
    return polled(issuer, clientId, provider.path("token_endpoint").asText(), begun);
  }

  private static SignIn polled(String issuer, String clientId, String endpoint, JsonNode begun) {
    long interval = Math.max(1, begun.path("interval").asLong(USUAL_INTERVAL_SECONDS));
    long left = Math.min(begun.path("expires_in").asLong(LONGEST_SECONDS), LONGEST_SECONDS);
    Map<String, String> form = Map.of("client_id", clientId, "grant_type", GRANT, "device_code", begun.path("device_code").asText());
    for (; left > 0; left -= interval) {
      pause(interval);
      JsonNode answer = ProviderCall.ask(endpoint, form);
      switch (answer.path("error").asText()) {
        case "" -> {
          return of(issuer, clientId, answer, Optional.empty());
        }
        case "authorization_pending" -> {}
        case "slow_down" -> interval += USUAL_INTERVAL_SECONDS;
        default -> throw refused(answer);
      }
    }
    throw new CliException(Exit.UNREACHED, "SLW-6086 nobody entered the code in time. Nothing was changed. Try again: slipway login");
  }

  private static void pause(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.UNREACHED, "SLW-6086 the sign-in was interrupted. Nothing was changed", e);
    }
  }

  static SignIn of(String issuer, String clientId, JsonNode answer, Optional<String> before) {
    String token = answer.path("id_token").asText();
    if (token.isEmpty()) {
      throw refused(answer);
    }
    Optional<String> next = Optional.of(answer.path("refresh_token").asText()).filter(r -> !r.isEmpty());
    return new SignIn(issuer, clientId, token, next.or(() -> before));
  }

  static CliException refused(JsonNode answer) {
    String why = answer.path("error").asText("no token came") + " " + answer.path("error_description").asText();
    return new CliException(
        Exit.WRONG_USE, "SLW-6085 the identity provider did not let you in: " + why.strip()
            + ". Nothing was changed. Sign in: slipway login");
  }

  /** Whether its token ends within moments. */
  boolean old(Instant now) {
    return now.plus(MARGIN).isAfter(Instant.ofEpochSecond(claims().path("exp").asLong()));
  }

  /** One thing that its token says; empty where it does not. */
  String claim(String name) {
    return claims().path(name).asText();
  }

  private JsonNode claims() {
    try {
      return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    } catch (java.io.IOException | RuntimeException e) {
      return Api.JSON.createObjectNode(); // What cannot be read says nothing, and ended long ago.
    }
  }

  /** The same person with a new token. */
  SignIn refreshed() {
    String with = refresh.orElseThrow(() -> new CliException(
        Exit.WRONG_USE, "SLW-6087 your sign-in has ended. Nothing was changed. Sign in: slipway login"));
    JsonNode answer = ProviderCall.ask(ProviderCall.discovery(issuer).path("token_endpoint").asText(),
        Map.of("client_id", clientId, "grant_type", "refresh_token", "refresh_token", with));
    return of(issuer, clientId, answer, refresh);
  }
}
