package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.access.Issuer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sign-in in a browser: the authorization code flow with PKCE (RFC 7636) and the issuer's name in the answer (RFC 9207). */
public final class CodeFlow {
  private static final String SCOPES = "openid profile email";
  private static final int MOST_ECHOED = 100;

  private final Providers providers;
  private final HttpFetch http;
  private final Verifier verifier;
  private final ClientSecrets secrets;

  public CodeFlow(Providers providers, HttpFetch http, Verifier verifier, ClientSecrets secrets) {
    this.providers = providers;
    this.http = http;
    this.verifier = verifier;
    this.secrets = secrets;
  }

  /**
   * Where the browser goes to sign in.
   *
   * @param callback where it comes back to
   */
  public String address(Begun begun, String secret, Issuer issuer, String callback) {
    JsonNode provider = providers.of(issuer.url());
    String endpoint = provider.path("authorization_endpoint").asText();
    if (!HttpFetch.trusted(endpoint)) {
      throw new ProviderAwayException(issuer.url() + " names no https address at which a browser could sign in");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", issuer.clientId());
    fields.put("redirect_uri", callback);
    fields.put("scope", SCOPES);
    fields.put("state", begun.state(secret));
    fields.put("nonce", begun.nonce(secret));
    fields.put("code_challenge", begun.challenge(secret));
    fields.put("code_challenge_method", "S256");
    return endpoint + (endpoint.indexOf('?') < 0 ? "?" : "&") + form(fields);
  }

  /** Whether an answer that names its issuer so, or not at all, is of the issuer at which the sign-in was begun (RFC 9207). */
  public boolean from(Issuer issuer, Optional<String> named) {
    boolean promised = providers.of(issuer.url()).path("authorization_response_iss_parameter_supported").asBoolean();
    return named.map(issuer.url()::equals).orElse(!promised);
  }

  /**
   * Who signed in.
   *
   * @throws BadTokenException when the provider gives no token for the code, or one that proves nobody
   * @throws ProviderAwayException when it does not answer
   */
  public Proven proven(String code, Begun begun, String secret, Issuer issuer, String callback) throws BadTokenException {
    Optional<String> clientSecret = secrets.of(issuer.url());
    JsonNode provider = providers.of(issuer.url());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", callback);
    fields.put("client_id", issuer.clientId());
    fields.put("code_verifier", begun.verifier(secret));
    Optional<String> header = clientSecret.filter(s -> takesHeader(provider)).map(s -> basic(issuer.clientId(), s));
    clientSecret.filter(s -> header.isEmpty()).ifPresent(s -> fields.put("client_secret", s));
    JsonNode answer = http.form(provider.path("token_endpoint").asText(), form(fields), header);
    String token = answer.path("id_token").asText();
    if (token.isEmpty()) {
      throw new BadTokenException("the provider gave none: " + brief(answer.path("error").asText("it says no error either")));
    }
    return verifier.proven(token, issuer, begun.nonce(secret));
  }

  /** As OpenID Connect has it where a provider says nothing. */
  private static boolean takesHeader(JsonNode provider) {
    JsonNode methods = provider.path("token_endpoint_auth_methods_supported");
    return !methods.isArray() || methods.valueStream().anyMatch(m -> m.asText().equals("client_secret_basic"));
  }

  /** Words of somebody else, of a length and in a form that nobody minds on a page. */
  private static String brief(String said) {
    return said.replaceAll("[^A-Za-z0-9 _.,:-]", "?").substring(0, Math.min(said.length(), MOST_ECHOED));
  }

  private static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
