package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.client.ApiRefusal;
import org.junit.jupiter.api.function.Executable;

/** What a server says no with. */
final class Refusal {
  private Refusal() {}

  static ApiRefusal with(String code, Executable asked) {
    ApiRefusal refusal = assertThrows(ApiRefusal.class, asked);
    assertTrue(refusal.said().contains(code), () -> "expected " + code + " in: " + refusal.said());
    return refusal;
  }

  static void with(int status, Executable asked) {
    ApiRefusal refusal = assertThrows(ApiRefusal.class, asked);
    assertEquals(status, refusal.status(), refusal::said);
  }
}
