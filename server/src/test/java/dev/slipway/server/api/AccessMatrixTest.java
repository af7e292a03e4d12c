package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer;
import dev.slipway.server.Uncounted;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every described route, asked with every role in every kind of place for every scope, and with what opens nothing. */
@Timeout(600)
class AccessMatrixTest {
  private static final List<String> PLACES = List.of("shop/production", "shop/staging", "shop/*", "crm/production", "*/production", "*/*");
  /** What each scope and each role is good for, written out once more, so that a slip in the program is not one here as well. */
  private static final Map<String, List<String>> SCOPES = Map.of(
      "read", List.of("viewer"), "deploy", List.of("viewer", "deployer"), "approve", List.of("viewer", "approver"),
      "flags", List.of("viewer", "flag-admin"), "all", List.of("viewer", "deployer", "approver", "flag-admin", "admin"));
  private static final Map<String, List<String>> ROLES = Map.of(
      "viewer", List.of("viewer"), "deployer", List.of("viewer", "deployer"), "approver", List.of("viewer", "approver"),
      "flag-admin", List.of("viewer", "flag-admin"), "admin", List.of("viewer", "deployer", "approver", "flag-admin", "admin"));
  private static final String BEARER = "Authorization";
  @TempDir Path home;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> differences = new ArrayList<>();
  private int asked;

  private record Operation(String method, String path, String role, String where) {
    /** The place of the matrix is in the path; a record's number and a token's id are none that there is. */
    String asked() {
      String query = path.equals("/journal/explain") ? "?target=shop/production" : "";
      return path.replace("{service}", "shop").replace("{environment}", "production").replace("{number}", "1")
          .replace("{id}", "0123456789ab") + query;
    }

    boolean allows(String has, String place, String scope) {
      if (role.equals("open") || role.equals("known")) {
        return true;
      }
      boolean there = switch (where) {
        case "target" -> List.of("shop/production", "shop/*", "*/production", "*/*").contains(place);
        case "everywhere" -> place.equals("*/*");
        case "somewhere" -> !path.equals("/journal/explain") || List.of("shop/production", "shop/*", "*/production", "*/*").contains(place);
        default -> throw new AssertionError(where);
      };
      return there && ROLES.get(has).contains(role) && SCOPES.get(scope).contains(role);
    }
  }

  private static List<Operation> operations() throws IOException {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : Described.description().path("paths").properties()) {
      for (String method : List.of("get", "post", "put", "delete", "patch")) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          all.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), operation.path("x-slipway-role").asText(),
              operation.path("x-slipway-where").asText()));
        }
      }
    }
    return all;
  }

  @Test
  void every_route_lets_in_whom_its_description_lets_in_and_nobody_else() throws Exception {
    try (RunningServer server = new RunningServer(home, Uncounted.ACCESS)) {
      List<Operation> operations = operations();
      assertTrue(operations.size() > 25, operations::toString);
      for (String role : ROLES.keySet()) {
        for (String place : PLACES) {
          for (String scope : SCOPES.keySet()) {
            String token = token(server, role + "@" + place, scope);
            for (Operation each : operations) {
              look(server, each, Map.of(BEARER, "Bearer " + token), each.allows(role, place, scope) ? "let in" : "403",
                  role + "@" + place + " for " + scope);
            }
          }
        }
      }
      for (Operation each : operations) {
        opensNothing(server, each);
      }
    }
    System.out.println("access matrix: " + asked + " requests, " + differences.size() + " differences");
    assertEquals(List.of(), differences);
  }

  private void opensNothing(RunningServer server, Operation each) throws Exception {
    String wanted = each.role().equals("open") ? "let in" : "401";
    String revoked = token(server, "admin@*/*", "all");
    assertEquals(200, server.post("/tokens/" + revoked.substring(4, 16) + "/revoke", "{\"by\":\"root\"}").status());
    look(server, each, Map.of(), wanted, "nothing");
    look(server, each, Map.of(BEARER, "Bearer " + revoked), wanted, "a revoked token");
    look(server, each, Map.of(BEARER, "Bearer " + "0".repeat(64)), wanted, "another server's token");
    look(server, each, Map.of(BEARER, "Bearer " + expired(server)), wanted, "an expired token");
    String cookie = "slipway-session-" + server.uri("").getPort() + "=" + revoked.substring(4, 16) + "_" + "0".repeat(64);
    look(server, each, Map.of("Cookie", cookie, "Sec-Fetch-Site", "same-origin"), wanted, "another server's sign-in");
  }

  private Optional<String> old = Optional.empty();

  private String expired(RunningServer server) throws InterruptedException {
    if (old.isEmpty()) {
      String made = Asking.make(server, server.token(), Map.of("by", "root", "name", "ann", "roles", List.of("admin@*/*"), "seconds", 1))
          .body().path("token").asText();
      for (int looks = 0; looks < 100 && Asking.as(server, made, "GET", "/whoami", "").status() == 200; looks++) {
        Thread.sleep(100);
      }
      old = Optional.of(made);
    }
    return old.get();
  }

  private static String token(RunningServer server, String role, String scope) {
    return Asking.make(server, server.token(), Map.of("by", "root", "name", "ann", "roles", List.of(role), "scope", scope))
        .body().path("token").asText();
  }

  private void look(RunningServer server, Operation of, Map<String, String> shown, String wanted, String who) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(of.asked())).timeout(Duration.ofSeconds(60))
        .method(of.method(), of.method().equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}"));
    shown.forEach(request::header);
    HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      // A stream has no end: what it would say is not what is asked here.
      String said = answer.statusCode() == 200 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      boolean denied = answer.statusCode() == 401 || said.contains("SLW-5160") || said.contains("SLW-5161") || said.contains("SLW-5102");
      String came = denied ? Integer.toString(answer.statusCode()) : "let in";
      asked++;
      if (!came.equals(wanted)) {
        differences.add(of.method() + " " + of.path() + " with " + who + ": not " + wanted + " but " + answer.statusCode() + " " + said);
      }
    }
  }
}
