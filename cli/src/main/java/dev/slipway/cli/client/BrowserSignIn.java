package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sign-in in the browser of this machine: the authorization code flow for programs (RFC 8252) with PKCE (RFC 7636). */
public final class BrowserSignIn {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String issuer;
  private final String clientId;
  private final JsonNode provider;
  private final String state = random();
  private final String nonce = random();
  private final String verifier = random();

  private BrowserSignIn(String issuer, String clientId) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.provider = ProviderCall.discovery(issuer);
  }

  /** Somebody who signed in in the browser; nothing where it could not be opened, or the provider takes nobody so. */
  public static Optional<SignIn> of(String issuer, String clientId, WebBrowser browser, PrintStream terminal) {
    BrowserSignIn begun = new BrowserSignIn(issuer, clientId);
    return begun.provider.path("authorization_endpoint").asText().isEmpty() ? Optional.empty() : begun.run(browser, terminal);
  }

  private Optional<SignIn> run(WebBrowser browser, PrintStream terminal) {
    try (Loopback loopback = new Loopback(state)) {
      String address = address(loopback.url());
      if (!browser.show(address)) {
        return Optional.empty();
      }
      terminal.println("Sign in in your browser. If it did not open, end this and run: slipway login --device");
      return Optional.of(signedIn(loopback.answer(LONGEST).orElseThrow(() -> new CliException(
          Exit.UNREACHED, "SLW-6086 nobody signed in within " + LONGEST.toMinutes()
              + " minutes. Nothing was changed. Try again: slipway login, or slipway login --device")), loopback.url()));
    } catch (IOException e) {
      return Optional.empty(); // No port of this machine is to be had.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.UNREACHED, "SLW-6086 the sign-in was interrupted. Nothing was changed", e);
    }
  }

  private String address(String callback) {
    String endpoint = provider.path("authorization_endpoint").asText();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", clientId);
    fields.put("redirect_uri", callback);
    fields.put("scope", SignIn.SCOPES);
    fields.put("state", state);
    fields.put("nonce", nonce);
    fields.put("code_challenge", challenge());
    fields.put("code_challenge_method", "S256");
    return endpoint + (endpoint.indexOf('?') < 0 ? "?" : "&")
        + fields.entrySet().stream().map(e -> e.getKey() + "=" + Api.encoded(e.getValue())).collect(Collectors.joining("&"));
  }

  private SignIn signedIn(Map<String, String> answer, String callback) {
    boolean promised = provider.path("authorization_response_iss_parameter_supported").asBoolean();
    if (!Optional.ofNullable(answer.get("iss")).map(issuer::equals).orElse(!promised)) {
      throw new CliException(Exit.WRONG_USE, "SLW-6085 the answer is not of " + issuer + ", where this sign-in was begun (RFC 9207). "
          + "Nothing was changed. Sign in again: slipway login");
    }
    String code = answer.getOrDefault("code", "");
    if (code.isEmpty()) {
      throw SignIn.refused(Api.JSON.createObjectNode().put("error", answer.getOrDefault("error", "no code came").replaceAll("\\W", " ")));
    }
    JsonNode tokens = ProviderCall.ask(provider.path("token_endpoint").asText(), Map.of("grant_type", "authorization_code", "code", code,
        "redirect_uri", callback, "client_id", clientId, "code_verifier", verifier));
    SignIn signIn = SignIn.of(issuer, clientId, tokens, Optional.empty());
    if (!nonce.equals(signIn.claim("nonce"))) {
      throw SignIn.refused(Api.JSON.createObjectNode().put("error", "its token is of another sign-in"));
    }
    return signIn;
  }

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private String challenge() {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
