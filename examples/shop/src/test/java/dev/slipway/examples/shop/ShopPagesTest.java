package dev.slipway.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShopPagesTest extends OpenShop {

    @Test
    void every_answer_names_its_release() throws Exception {
        for (String path : new String[] {"/", "/api/orders", "/slow?ms=10", "/live", "/ready", "/health", "/nowhere"}) {
            assertEquals("7.1.0", visitor.get(path).headers().firstValue("X-Release").orElse("none"), path);
        }
    }

    @Test
    void an_order_comes_back_as_it_was_sent() throws Exception {
        String order = "{\"item\":\"größe\"}".repeat(1000);
        assertEquals(order, visitor.post("/api/orders", order).body());
    }

    @Test
    void a_slow_page_ends_with_the_word_that_says_so() throws Exception {
        assertTrue(visitor.get("/slow?ms=250").body().matches("[.]{1,3}done\n"));
    }

    @Test
    void an_ill_database_makes_the_shop_unready_and_health_says_which_part() throws Exception {
        assertEquals(200, visitor.post("/parts?database=down", "").statusCode());
        assertEquals(503, visitor.get("/ready").statusCode());
        assertTrue(visitor.get("/ready").body().contains("database: down"));
        assertTrue(visitor.get("/health").body().contains("\"database\":{\"status\":\"down\"}"));
        visitor.post("/parts?database=up", "");
        assertEquals(200, visitor.get("/ready").statusCode());
    }

    @Test
    void an_ill_cache_is_reported_but_the_shop_stays_ready() throws Exception {
        visitor.post("/parts?cache=down", "");
        assertEquals(200, visitor.get("/ready").statusCode());
        assertTrue(visitor.get("/health").body().contains("\"cache\":{\"status\":\"down\"}"));
    }

    @Test
    void http2_with_prior_knowledge_is_answered_in_http2() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            byte[] frameHead = socket.getInputStream().readNBytes(9);
            assertEquals(4, frameHead[3], "the first frame of a server is SETTINGS");
        }
    }

    @Test
    void a_stopping_shop_is_unready_finishes_what_is_in_flight_and_says_goodbye_to_streams_and_sockets() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = visitor.client().newWebSocketBuilder().buildAsync(visitor.uri("ws", "/ws"), new Listener(heard)).join();
        socket.sendText("ahoy", true);
        assertEquals("ahoy", heard.poll(10, TimeUnit.SECONDS));
        var events = visitor.getLater("/events?every=20");
        var slow = visitor.getLater("/slow?ms=1500");
        awaitInFlight(3);

        Thread stop = new Thread(() -> server.stop(10, 0));
        stop.start();
        assertEquals("closed 1001", heard.poll(10, TimeUnit.SECONDS));
        assertEquals(503, visitor.get("/ready").statusCode());
        assertTrue(slow.join().body().endsWith("done\n"), "the slow page was cut");
        assertTrue(events.join().body().endsWith("event: goodbye\ndata: {}\n\n"), "the events were cut");
        stop.join(10_000);
        assertFalse(stop.isAlive());
        assertEquals(0, server.inFlight());
    }

    private void awaitInFlight(int count) throws InterruptedException {
        for (int attempt = 0; attempt < 1000 && server.inFlight() < count; attempt++) {
            Thread.sleep(10);
        }
        assertEquals(count, server.inFlight());
    }

    private record Listener(BlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            heard.add("closed " + status);
            return CompletableFuture.completedStage(null);
        }
    }
}
