package dev.slipway.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviourTest {

    @Test
    void a_failing_release_fails_exactly_five_percent_and_marks_each_as_intended() throws Exception {
        try (ShopServer server = shop(Behaviour.FAILING); Visitor visitor = new Visitor(server.port())) {
            int failed = 0;
            for (int i = 0; i < 200; i++) {
                HttpResponse<String> answer = visitor.get("/");
                boolean marked = answer.headers().firstValue("X-Shop-Fault").orElse("").equals("intended");
                assertEquals(answer.statusCode() == 500, marked);
                failed += marked ? 1 : 0;
            }
            assertEquals(10, failed);
        }
    }

    @Test
    void a_slow_release_delays_its_pages_but_not_its_health() throws Exception {
        try (ShopServer server = shop(Behaviour.SLOW); Visitor visitor = new Visitor(server.port())) {
            var page = visitor.getLater("/");
            assertEquals(200, visitor.get("/ready").statusCode());
            assertTrue(!page.isDone(), "the page was there before the health");
            assertEquals(200, page.join().statusCode());
        }
    }

    @Test
    void a_never_ready_release_lives_and_answers_but_is_not_ready() throws Exception {
        try (ShopServer server = shop(Behaviour.NEVER_READY); Visitor visitor = new Visitor(server.port())) {
            assertEquals(200, visitor.get("/live").statusCode());
            assertEquals(200, visitor.get("/").statusCode());
            assertEquals(503, visitor.get("/ready").statusCode());
        }
    }

    @Test
    void a_lying_release_says_it_is_ready_while_every_page_fails() throws Exception {
        try (ShopServer server = shop(Behaviour.LYING); Visitor visitor = new Visitor(server.port())) {
            assertEquals(200, visitor.get("/ready").statusCode());
            assertEquals(500, visitor.get("/").statusCode());
            assertEquals(500, visitor.get("/api/orders").statusCode());
        }
    }

    @Test
    void the_environment_overrides_the_behaviour_and_a_misspelt_one_names_the_choices() {
        assertEquals(Behaviour.NEVER_READY, Release.ofThisJar(Map.of("SHOP_BEHAVIOUR", "never-ready")).behaviour());
        assertEquals(Behaviour.GOOD, Release.ofThisJar(Map.of()).behaviour());
        var fault = assertThrows(IllegalArgumentException.class, () -> Behaviour.named("fialing"));
        String message = String.valueOf(fault.getMessage());
        assertTrue(message.contains("failing"), message);
    }

    private static ShopServer shop(Behaviour behaviour) throws InterruptedException {
        return ShopServer.start(ShopSettings.of(new Release("1.0.0", behaviour), 0));
    }
}
