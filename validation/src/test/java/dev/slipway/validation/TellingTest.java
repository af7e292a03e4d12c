package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsServer;
import dev.slipway.validation.ask.Asker;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.ask.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very connection that a secret goes over is one that somebody vouches for. */
class TellingTest {
  @TempDir static Path folder;
  private static RealCertificates made;

  private static String inDays(int days) {
    return DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now().plus(Duration.ofDays(days)));
  }

  @BeforeAll
  static void certificates() throws Exception {
    made = RealCertificates.in(folder).signed("shop", "DNS:localhost", inDays(-1), inDays(25))
        .signed("other", "DNS:other.example", inDays(-1), inDays(25));
  }

  /** How many requests arrived where secrets are told. */
  private static int arrived(String certificate, Trust trust, boolean answered) throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    HttpsServer server = made.server(certificate);
    URI address = URI.create("https://localhost:" + server.getAddress().getPort());
    try (RealService service = new RealService(server); Asker asker = new Asker(address, trust, System::nanoTime)) {
      service.on("/", exchange -> {
        arrived.incrementAndGet();
        RealService.answer(exchange, 200, "ok");
      });
      assertEquals(200, asker.get("/", Duration.ofSeconds(5)).status(), "without a secret everybody is asked");
      if (answered) {
        assertEquals(200, asker.tell("GET", "/", Map.of(), Optional.empty(), Duration.ofSeconds(5)).status());
      } else {
        assertThrows(NoAnswer.class, () -> asker.tell("GET", "/", Map.of(), Optional.empty(), Duration.ofSeconds(5)));
      }
      return arrived.get() - 1;
    }
  }

  @Test
  void a_secret_goes_where_authorities_vouch_or_the_certificate_is_the_pinned_one() throws Exception {
    assertEquals(1, arrived("shop", Trust.authoritiesIn(made.of("ca.pem")), true));
    assertEquals(1, arrived("other", Trust.pinning(made.of("other.pem")), true));
  }

  @Test
  void it_goes_to_nobody_else() throws Exception {
    assertEquals(0, arrived("shop", Trust.system(), false));
    assertEquals(0, arrived("other", Trust.authoritiesIn(made.of("ca.pem")), false));
    assertEquals(0, arrived("shop", Trust.pinning(made.of("other.pem")), false));
  }
}
